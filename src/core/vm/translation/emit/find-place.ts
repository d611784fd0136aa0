import type { DescribedInstruction } from "../../../isa/control-flow.ts";
import { FRAME_POINTER } from "../../../isa/encoding.ts";
import type { Label } from "../../../wasm/code.ts";
import { NO_ORIGIN, STACK_ORIGIN } from "../../analysis/origin.ts";
import { accessWidths } from "../../emission/access-widths.ts";
import { pushAllWritten, pushUnwritten } from "../../emission/addresses.ts";
import { STACK_SIZE } from "../../frame-stack.ts";
import type { FunctionCode } from "../function-code.ts";
import type { PlacedSpan } from "../placed-spans.ts";
import type { Span } from "../spans.ts";
import type { Access } from "./access.ts";
import { pushWatched } from "./fixed-stack.ts";

/** Sets the local of the address. */
export function setAddress(fn: FunctionCode, base: number, offset: number): void {
  fn.code.get(fn.register(base));
  if (offset !== 0) fn.code.i64(BigInt(offset)).op("i64.add");
  fn.code.set(fn.address);
}

/** Sets the local of the place, for this frame's stack, which pointers that come from r10 mostly reach. */
export function findInOwnStack(fn: FunctionCode, { size: { bytes }, intent }: Access, otherwise: Label): void {
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

export const windowOfSpan = (fn: FunctionCode, { base, intent, bytes }: Span): number =>
  windowOf(fn, base, intent, bytes);

export const windowOfAccess = (fn: FunctionCode, { base, intent, size }: Access): number =>
  windowOf(fn, base, intent, size.bytes);

/** The window that an instruction looks through on the straight way; undefined where it needs none. */
export function windowNeeded(fn: FunctionCode, { operation, instruction }: DescribedInstruction): number | undefined {
  const { kind } = operation;
  if (kind !== "load" && kind !== "store" && kind !== "atomic") return undefined;
  if (fn.proofs.bySlot.has(instruction.slot)) return undefined;
  const base = kind === "load" ? instruction.src : instruction.dst;
  if (fn.facts.origins[base] === STACK_ORIGIN) return undefined;
  const placed = fn.spans.at(instruction.slot);
  if (placed) return windowOfSpan(fn, placed.span);
  return windowOf(fn, base, kind === "load" ? "read" : "write", operation.size.bytes);
}

/** Sets the local of the distance in the region that a window shows; pushes whether the access can't be made there. */
function pushIsOutside(fn: FunctionCode, window: number): void {
  const { code, address, distance } = fn;
  code.get(address);
  fn.windows.push(window, "base", fn.carefulWay !== undefined);
  code.op("i64.sub").tee(distance);
  fn.windows.push(window, "limit", fn.carefulWay !== undefined);
  code.op("i64.ge_u");
}

/** Pushes the place in linear memory of what stands at the distance in the region that a window shows. */
function pushPlaceInWindow(fn: FunctionCode, window: number): void {
  fn.code.get(fn.distance).op("i32.wrap_i64");
  fn.windows.push(window, "data", fn.carefulWay !== undefined);
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
  fn.spans.checked(placed);
}

/** Goes to `found` with the place set where the access is part of a span that is accessible as a whole. */
export function findInSpan(fn: FunctionCode, { instruction }: Access, found: Label): void {
  const { code } = fn;
  const placed = fn.spans.at(instruction.slot);
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
