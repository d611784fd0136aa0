import type { DescribedInstruction } from "../../../isa/control-flow.ts";
import { FRAME_POINTER } from "../../../isa/encoding.ts";
import type { Instruction } from "../../../isa/instruction.ts";
import type { Operation, OperationOf } from "../../../isa/operation.ts";
import { registerBit } from "../../../isa/register-use.ts";
import type { Label } from "../../../wasm/code.ts";
import { NO_ORIGIN, STACK_ORIGIN } from "../../analysis/origin.ts";
import type { RegisterAccess } from "../../analysis/register-access.ts";
import type { RegisterFacts } from "../../analysis/register-facts.ts";
import { isFixed, isSurelyWritten } from "../../analysis/written-stack.ts";
import { accessWidths } from "../../emission/access-widths.ts";
import { pushAllWritten, pushMayBePointer, pushUnwritten } from "../../emission/addresses.ts";
import { pushNumber } from "../../emission/operators.ts";
import { STACK_SIZE } from "../../frame-stack.ts";
import { ENTRY_BITS, entry, MOST_REGIONS, TABLE } from "../../linear/layout.ts";
import type { FunctionCode, PlacedSpan } from "../function-code.ts";
import type { Proof } from "../proofs.ts";
import type { Span } from "../spans.ts";
import type { Emitter } from "./emitter.ts";

/** What an access does once its place is known. */
interface Access extends RegisterAccess {
  readonly operation: Operation;
  /** Makes the access at the place in linear memory that `pushPlaceHere` pushes, `offset` bytes on. */
  readonly perform: (pushPlaceHere: () => void, offset: number, kind: "plain" | "any") => void;
  /** Pushes 1 where only the interpreter can make it, unless the place is likely. */
  readonly pushNotAnywhere?: () => void;
}

/** Only which bytes were written has to be looked at. The bytes that say so follow the stack's contents. */
function accessFixed(fn: FunctionCode, access: Access): void {
  const { code } = fn;
  const width = accessWidths[access.size.bytes];
  const offset = STACK_SIZE + access.instruction.offset;
  const step = () => fn.step(access.operation, access.instruction);
  const here = () => void code.get(fn.stack);
  if (isSurelyWritten(access, fn.facts.stack)) {
    access.perform(here, offset, "any");
    return;
  }
  const pushNotYet = () => pushUnwritten(code, width, here, offset + STACK_SIZE);
  if (access.intent === "read") {
    pushNotYet();
    code.if(step, () => access.perform(here, offset, "any"), undefined, "unlikely");
    return;
  }
  const perform = () => {
    code.get(fn.stack);
    pushAllWritten(code, width).memory(width.storeWritten, offset + STACK_SIZE);
    access.perform(here, offset, "any");
  };
  if (!fn.stackWatched) {
    perform();
    return;
  }
  pushNotYet();
  pushWatched(fn);
  code.op("i32.and").if(step, perform, undefined, "unlikely");
}

/** Pushes 1 where writes to this frame's stack are to be told of. */
function pushWatched(fn: FunctionCode): void {
  const { code } = fn;
  code
    .get(fn.register(FRAME_POINTER))
    .i64(BigInt(32 - ENTRY_BITS))
    .op("i64.shr_u", "i32.wrap_i64");
  code
    .i32((MOST_REGIONS - 1) << ENTRY_BITS)
    .op("i32.and")
    .memory("i32.load", TABLE + entry.watched);
}

/** Sets the local of the address. */
export function setAddress(fn: FunctionCode, base: number, offset: number): void {
  fn.code.get(fn.register(base));
  if (offset !== 0) fn.code.i64(BigInt(offset)).op("i64.add");
  fn.code.set(fn.address);
}

/** Sets the local of the place, for this frame's stack, which pointers that come from r10 mostly reach. */
function findInOwnStack(fn: FunctionCode, { size: { bytes }, intent }: Access, otherwise: Label): void {
  const { code } = fn;
  const width = accessWidths[bytes];
  code.get(fn.address).get(fn.register(FRAME_POINTER)).op("i64.sub").i64(BigInt(STACK_SIZE)).op("i64.add");
  code
    .tee(fn.distance)
    .i64(BigInt(STACK_SIZE - bytes))
    .op("i64.gt_u")
    .branchIfUnlikely(otherwise);
  code.get(fn.distance).op("i32.wrap_i64").get(fn.stack).op("i32.add").set(fn.place);
  if (bytes > 1) {
    code
      .get(fn.place)
      .i32(bytes - 1)
      .op("i32.and")
      .branchIfUnlikely(otherwise);
  }
  if (intent === "read" || fn.stackWatched) {
    pushUnwritten(code, width, () => code.get(fn.place), STACK_SIZE);
    if (intent === "write") {
      pushWatched(fn);
      code.op("i32.and");
    }
    code.branchIfUnlikely(otherwise);
  }
  if (intent === "write") {
    code.get(fn.place);
    pushAllWritten(code, width).memory(width.storeWritten, STACK_SIZE);
  }
}

/** Where the window stands of accesses by way of a register. */
export function windowOf(fn: FunctionCode, base: number, intent: "read" | "write", bytes: number): number {
  return fn.functions.windows.at({ origin: fn.facts.origins[base] ?? NO_ORIGIN, intent, size: bytes });
}

const windowOfSpan = (fn: FunctionCode, { base, intent, bytes }: Span): number => windowOf(fn, base, intent, bytes);

const windowOfAccess = (fn: FunctionCode, { base, intent, size }: Access): number =>
  windowOf(fn, base, intent, size.bytes);

/** The window that an instruction looks through on the straight way; undefined where it needs none. */
export function windowNeeded(fn: FunctionCode, { operation, instruction }: DescribedInstruction): number | undefined {
  const { kind } = operation;
  if (kind !== "load" && kind !== "store" && kind !== "atomic") return undefined;
  if (fn.proofs.bySlot.has(instruction.slot)) return undefined;
  const base = kind === "load" ? instruction.src : instruction.dst;
  if (fn.facts.origins[base] === STACK_ORIGIN) return undefined;
  const placed = fn.spanAt(instruction.slot);
  if (placed) return windowOfSpan(fn, placed.span);
  return windowOf(fn, base, kind === "load" ? "read" : "write", operation.size.bytes);
}

/** Sets the local of the distance in the region that a window shows; pushes whether the access can't be made there. */
function pushIsOutside(fn: FunctionCode, window: number): void {
  const { code, address, distance } = fn;
  code.get(address);
  fn.pushWindow(window, "base");
  code.op("i64.sub").tee(distance);
  fn.pushWindow(window, "limit");
  code.op("i64.ge_u");
}

/** Pushes the place in linear memory of what stands at the distance in the region that a window shows. */
function pushPlaceInWindow(fn: FunctionCode, window: number): void {
  fn.code.get(fn.distance).op("i32.wrap_i64");
  fn.pushWindow(window, "data");
  fn.code.op("i32.add");
}

/** Sets the local of the place, for the region that the last access of this kind was in. */
export function findInWindow(fn: FunctionCode, window: number, otherwise: Label): void {
  pushIsOutside(fn, window);
  fn.code.branchIfUnlikely(otherwise);
  pushPlaceInWindow(fn, window);
  fn.code.set(fn.place);
}

/** Sets the local of a span's place where the first of its accesses is made. */
function checkSpan(fn: FunctionCode, placed: PlacedSpan): void {
  const { code } = fn;
  const { base, intent, from, bytes } = placed.span;
  const window = windowOfSpan(fn, placed.span);
  setAddress(fn, base, from);
  pushIsOutside(fn, window);
  const look = () => {
    code.get(fn.address).i32(window).i32(bytes).call(fn.functions.reachSpan[intent]).set(placed.place);
  };
  const show = () => {
    pushPlaceInWindow(fn, window);
    code.set(placed.place);
  };
  code.if(look, show, undefined, "unlikely");
  fn.spanChecked(placed);
}

/** Goes to `found` with the place set where the access is part of a span that is accessible as a whole. */
function findInSpan(fn: FunctionCode, { instruction }: Access, found: Label): void {
  const { code } = fn;
  const placed = fn.spanAt(instruction.slot);
  if (!placed || fn.facts.origins[placed.span.base] === STACK_ORIGIN) return;
  if (placed.span.first === instruction.slot) checkSpan(fn, placed);
  const alone: Label = { name: "alone" };
  code.block(alone, () => {
    code.get(placed.place).op("i32.eqz").branchIfUnlikely(alone);
    code.get(placed.place);
    if (instruction.offset !== placed.span.from) code.i32(instruction.offset - placed.span.from).op("i32.add");
    code.set(fn.place).branch(found);
  });
}

/** Where it is likely, then anywhere in linear memory, then by the interpreter. */
function accessAnywhere(fn: FunctionCode, access: Access): void {
  const { code } = fn;
  const { intent, size, base, pushNotAnywhere } = access;
  const done: Label = { name: "done" };
  const found: Label = { name: "found" };
  const otherwise: Label = { name: "otherwise" };
  const ownStack = fn.facts.origins[base] === STACK_ORIGIN;
  code.block(done, () => {
    code.block(found, () => {
      findInSpan(fn, access, found);
      setAddress(fn, base, access.instruction.offset);
      code.block(otherwise, () => {
        if (ownStack) findInOwnStack(fn, access, otherwise);
        else findInWindow(fn, windowOfAccess(fn, access), otherwise);
        code.branch(found);
      });
      code.get(fn.address);
      if (ownStack) code.call(fn.functions.place[intent][size.bytes]);
      else code.i32(windowOfAccess(fn, access)).call(fn.functions.reach[intent][size.bytes]);
      code.tee(fn.place).i32(0).op("i32.ne");
      if (pushNotAnywhere) {
        pushNotAnywhere();
        code.op("i32.gt_u");
      }
      code.branchIf(found);
      fn.step(access.operation, access.instruction);
      code.branch(done);
    });
    access.perform(() => code.get(fn.place), 0, ownStack ? "any" : "plain");
  });
}

/** An access of a span that is accessible as a whole: this is checked before the first one. */
function accessInSpan(fn: FunctionCode, access: Access, placed: PlacedSpan, otherwise: Label): void {
  const { code } = fn;
  const { base, from, first } = placed.span;
  const { slot, offset } = access.instruction;
  if (first === slot) {
    setAddress(fn, base, from);
    findInWindow(fn, windowOfSpan(fn, placed.span), otherwise);
    code.get(fn.place).set(placed.place);
    fn.spanChecked(placed);
  }
  access.perform(() => code.get(placed.place), offset - from, "any");
}

/** Where it is likely; the careful way makes all others. */
function accessLikely(fn: FunctionCode, access: Access, otherwise: Label): void {
  const { code } = fn;
  const { base, instruction, pushNotAnywhere } = access;
  const ownStack = fn.facts.origins[base] === STACK_ORIGIN;
  if (pushNotAnywhere && !ownStack) {
    pushNotAnywhere();
    code.branchIfUnlikely(otherwise);
  }
  const placed = ownStack ? undefined : fn.spanAt(instruction.slot);
  if (placed) {
    accessInSpan(fn, access, placed, otherwise);
    return;
  }
  setAddress(fn, base, instruction.offset);
  if (ownStack) findInOwnStack(fn, access, otherwise);
  else findInWindow(fn, windowOfAccess(fn, access), otherwise);
  access.perform(() => code.get(fn.place), 0, "any");
}

/** An access within global data: whether it is as it has to be is looked at where the block's first such access is made. */
function accessProven(fn: FunctionCode, { base, instruction, pushNotAnywhere, perform }: Access, proof: Proof): void {
  const { code, carefulWay } = fn;
  const { slot, offset } = instruction;
  if (carefulWay && proof.first === slot) {
    fn.pushHolds(proof);
    code.op("i32.eqz").branchIfUnlikely(carefulWay);
  }
  if (carefulWay && pushNotAnywhere) {
    pushNotAnywhere();
    code.branchIfUnlikely(carefulWay);
  }
  const pushPlace = () => {
    code.get(fn.register(base)).op("i32.wrap_i64").get(fn.displacement(proof)).op("i32.add");
    if (offset < 0) code.i32(offset).op("i32.add");
  };
  perform(pushPlace, Math.max(0, offset), carefulWay ? "any" : "plain");
}

function makeAccess(fn: FunctionCode, access: Access): void {
  const proof = fn.isStraight ? fn.proofs.bySlot.get(access.instruction.slot) : undefined;
  if (isFixed(access)) accessFixed(fn, access);
  else if (proof) accessProven(fn, access, proof);
  else if (fn.carefulWay) accessLikely(fn, access, fn.carefulWay);
  else accessAnywhere(fn, access);
}

const loadAccess = (fn: FunctionCode, operation: OperationOf<"load">, instruction: Instruction): Access => {
  const { size, signed } = operation;
  const width = accessWidths[size.bytes];
  return {
    operation,
    instruction,
    size,
    base: instruction.src,
    intent: "read",
    perform(pushPlaceHere, offset) {
      pushPlaceHere();
      fn.code.memory(signed ? width.loadSigned : width.load, offset);
      fn.write(instruction.dst);
    },
  };
};

/** Pushes the value that is stored; outside of the stack, a pointer as what it stands for. */
function pushStored(fn: FunctionCode, { operand }: OperationOf<"store">, { src, imm }: Instruction, resolve: boolean) {
  const { code } = fn;
  if (operand === "immediate") return pushNumber(code, imm, 64);
  code.get(fn.register(src));
  if (!resolve) return;
  code.set(fn.left);
  pushMayBePointer(code, fn.left).ifUnlikely(() => void code.get(fn.left).call(fn.functions.compared).set(fn.left));
  code.get(fn.left);
}

/** Whether a store may be one of a pointer, which is stored as what it stands for. */
export const mayStorePointer = (
  { operation, instruction }: DescribedInstruction,
  { numbers }: RegisterFacts,
): boolean =>
  operation.kind === "store" &&
  operation.operand === "register" &&
  operation.size.bytes === 8 &&
  (numbers & registerBit(instruction.src)) === 0;

const storeAccess = (fn: FunctionCode, operation: OperationOf<"store">, instruction: Instruction): Access => {
  const { size, operand } = operation;
  const { dst, src } = instruction;
  const mayBePointer = operand === "register" && size.bytes === 8 && !fn.isNumber(src);
  return {
    operation,
    instruction,
    size,
    base: dst,
    intent: "write",
    perform(pushPlaceHere, offset, kind) {
      pushPlaceHere();
      pushStored(fn, operation, instruction, mayBePointer && kind === "plain");
      fn.code.memory(accessWidths[size.bytes].store, offset);
    },
    ...(mayBePointer && { pushNotAnywhere: () => void pushMayBePointer(fn.code, fn.register(src)) }),
  };
};

export const emitLoad: Emitter<"load"> = (fn, operation, instruction) =>
  makeAccess(fn, loadAccess(fn, operation, instruction));

export const emitStore: Emitter<"store"> = (fn, operation, instruction) =>
  makeAccess(fn, storeAccess(fn, operation, instruction));
