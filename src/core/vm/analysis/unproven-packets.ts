import type { BasicBlock, DescribedInstruction } from "../../isa/control-flow.ts";
import type { Instruction } from "../../isa/instruction.ts";
import type { OperationOf } from "../../isa/operation.ts";
import { ARGUMENTS, registersIn, registerUse } from "../../isa/register-use.ts";
import { endComparison } from "../packet-comparison.ts";
import type { ContextPointer } from "./context-pointer.ts";
import { FactsBefore } from "./facts-before.ts";
import { type FollowedProgram, isSubprogramCall, targetOf } from "./followed-program.ts";
import {
  isInPacket,
  mergedValue,
  mergeStates,
  nothingKnown,
  PACKET_START,
  type PacketState,
  type PacketValue,
  SOMEWHERE,
  sameStates,
  withNewRoot,
  withProven,
  withRegister,
  withSpilled,
  withUnsureStack,
} from "./packet-state.ts";
import { type RegisterAccess, registerAccess } from "./register-access.ts";
import { ReturnedFacts } from "./returned-facts.ts";
import { POINTER_BYTES, spillPlace } from "./spill-place.ts";

/** Where a program gets pointers into the packet. */
export interface PacketSources {
  /** Where functions start that are called with the context from elsewhere. */
  readonly entries: ReadonlySet<number>;
  /** Where global functions start, which know nothing of what their callers have compared. */
  readonly globals: ReadonlySet<number>;
  /** The pointer that a load of so many bytes from an offset of the context gives; undefined where it gives a number. */
  contextHolds(offset: number, bytes: number): ContextPointer | undefined;
  /** Whether pointers into the packet are dead after a call of a helper or kfunc. */
  changesPacket(call: Instruction): boolean;
}

/** Of blocks: programs of people stay far below. */
const MOST_VISITS = 50_000;

/** Follows pointers into the packet, and what comparisons with its end prove, over what is written of them. */
class PacketWalk {
  readonly accesses = new Set<number>();
  readonly #sources: PacketSources;
  readonly #before: FactsBefore<PacketState>;
  readonly #callbacks: readonly number[];
  readonly #callsChange: boolean;
  readonly #returned: ReturnedFacts<PacketValue | null>;

  constructor({ described, blocks, starts }: FollowedProgram, sources: PacketSources) {
    this.#before = new FactsBefore(blocks, { merge: mergeStates, same: sameStates });
    this.#returned = new ReturnedFacts(
      starts,
      this.#before,
      (left, right) => mergedValue(left ?? undefined, right ?? undefined) ?? null,
    );
    this.#sources = sources;
    this.#callbacks = described.flatMap((each) => (isSubprogramCall(each) ? [] : (targetOf(each) ?? [])));
    this.#callsChange = described.some((each) => isForeign(each) && sources.changesPacket(each.instruction));
  }

  /** False where the program is too large to be followed. */
  walk(): boolean {
    for (const start of this.#sources.entries) {
      this.#before.reach(start, withRegister(nothingKnown, 1, { kind: "context" }));
    }
    for (const start of this.#callbacks) this.#before.reach(start, nothingKnown);
    let visits = 0;
    for (let open = this.#before.next(); open; open = this.#before.next()) {
      if (visits++ > MOST_VISITS) return false;
      this.#follow(open.block, open.facts);
    }
    return true;
  }

  #follow({ instructions, last, successors }: BasicBlock, before: PacketState): void {
    const state = instructions.reduce((known, each) => this.#after(each, known), before);
    const { operation, instruction } = last;
    if (operation.kind === "exit") this.#returned.give(instruction.slot, state.registers[0] ?? null);
    if (operation.kind !== "jump-if") {
      for (const slot of successors) this.#before.reach(slot, state);
      return;
    }
    const [next = -1, target = -1] = successors;
    this.#before.reach(next, compared(state, operation, instruction, false));
    this.#before.reach(target, compared(state, operation, instruction, true));
  }

  #after(each: DescribedInstruction, state: PacketState): PacketState {
    const { operation, instruction } = each;
    if (operation.kind === "invalid" || operation.kind === "jump-if") return state;
    switch (operation.kind) {
      case "call":
        return this.#afterCall(each, state);
      case "arithmetic":
        return calculated(operation, instruction, state);
      case "load":
      case "store":
        return this.#afterAccess(each, state);
      default: {
        const { writes, forgets } = registerUse(operation, instruction);
        return registersIn(writes | forgets).reduce((known, index) => withRegister(known, index, undefined), state);
      }
    }
  }

  #afterAccess(each: DescribedInstruction, state: PacketState): PacketState {
    const access = registerAccess(each);
    if (!access) return state;
    const { instruction, base, intent, size } = access;
    const pointer = state.registers[base];
    if (isInPacket(pointer) && !isProven(access, pointer, state)) this.accesses.add(instruction.slot);
    const isWhole = size.bytes === POINTER_BYTES;
    const at = pointer?.kind === "stack" ? spillPlace(access, pointer.offset) : undefined;
    if (intent === "read") {
      const filled = at !== undefined && isWhole ? state.spilled.get(at) : undefined;
      const given =
        pointer?.kind === "context" ? this.#sources.contextHolds(instruction.offset, size.bytes) : undefined;
      return withRegister(state, instruction.dst, given ? fromContext[given] : filled);
    }
    if (at === undefined) return pointer?.kind === "stack" ? withUnsureStack(state) : state;
    const { operation } = each;
    const isRegister = operation.kind === "store" && operation.operand === "register";
    return withSpilled(state, at, isRegister && isWhole ? state.registers[instruction.src] : undefined);
  }

  #afterCall(call: DescribedInstruction, state: PacketState): PacketState {
    const { instruction } = call;
    const passed = registersIn(ARGUMENTS);
    const mayWriteStack =
      passed.some((index) => state.registers[index]?.kind === "stack") &&
      (isSubprogramCall(call) || this.#callbacks.length > 0);
    const cleared = [0, ...passed].reduce(
      (known, index) => withRegister(known, index, undefined),
      mayWriteStack ? withUnsureStack(state) : state,
    );
    if (!isSubprogramCall(call)) {
      return this.#sources.changesPacket(instruction) ? { ...cleared, proven: new Map() } : cleared;
    }
    const callee = targetOf(call) ?? -1;
    // The stack of the caller is no part of the callee's.
    const handed = passed.reduce((known, index) => {
      const value = state.registers[index];
      return withRegister(known, index, value?.kind === "stack" ? undefined : value);
    }, nothingKnown);
    this.#before.reach(callee, this.#sources.globals.has(callee) ? handed : { ...handed, proven: state.proven });
    const after = this.#callsChange ? { ...cleared, proven: new Map<number, number>() } : cleared;
    const returned = this.#returned.of(callee) ?? undefined;
    return withRegister(after, 0, isInPacket(returned) ? SOMEWHERE : returned);
  }
}

const fromContext: Readonly<Partial<Record<ContextPointer, PacketValue>>> = {
  packet: { kind: "at", root: PACKET_START, offset: 0 },
  "packet-end": { kind: "end" },
};

const isForeign = (each: DescribedInstruction): boolean => each.operation.kind === "call" && !isSubprogramCall(each);

/** Whether all bytes of an access are there, by what was compared before. */
function isProven({ instruction, size }: RegisterAccess, pointer: PacketValue | undefined, { proven }: PacketState) {
  if (pointer?.kind !== "at") return false;
  const offset = pointer.offset + instruction.offset;
  return offset >= 0 && offset + size.bytes <= (proven.get(pointer.root) ?? 0);
}

function calculated(
  { row, width, operand }: OperationOf<"arithmetic">,
  { slot, dst, src, imm }: Instruction,
  state: PacketState,
): PacketState {
  const right = operand === "register" ? state.registers[src] : undefined;
  if (row.overwrites) return withRegister(state, dst, row.name === "mov" && width === 64 ? right : undefined);
  const left = state.registers[dst];
  const moves = width === 64 && (row.name === "add" || row.name === "sub");
  if (!moves || (left && right)) return withRegister(state, dst, undefined);
  const by = row.name === "add" ? imm : -imm;
  if (operand === "immediate") {
    if (left?.kind === "at") return withRegister(state, dst, { ...left, offset: left.offset + by });
    if (left?.kind === "stack") {
      const offset = left.offset === undefined ? undefined : left.offset + by;
      return withRegister(state, dst, { kind: "stack", offset });
    }
    return left?.kind === "context" ? withRegister(state, dst, undefined) : state;
  }
  const pointer = row.name === "add" ? (left ?? right) : left;
  if (pointer?.kind === "stack") return withRegister(state, dst, { kind: "stack", offset: undefined });
  if (!isInPacket(pointer)) return withRegister(state, dst, undefined);
  return withRegister(withNewRoot(state, slot), dst, { kind: "at", root: slot, offset: 0 });
}

/** What is known on one of the two ways behind a jump. */
function compared(
  state: PacketState,
  { row, width, operand }: OperationOf<"jump-if">,
  { dst, src }: Instruction,
  taken: boolean,
): PacketState {
  if (width !== 64 || operand !== "register") return state;
  const [left, right] = [state.registers[dst], state.registers[src]];
  const pointer = left?.kind === "at" ? left : right;
  const isLeft = pointer === left;
  if (pointer?.kind !== "at" || (isLeft ? right : left)?.kind !== "end") return state;
  const shown = endComparison(row.name, isLeft);
  if (shown?.taken !== taken) return state;
  return withProven(state, pointer.root, pointer.offset + (shown.isStrict ? 1 : 0));
}

/**
 * Slots of loads and stores that may reach bytes of the packet which were not compared with its end before: none where that is
 * shown for each. A pointer is followed through registers, 8 bytes of the stack at a time, and into functions. A program that is too large
 * for that, or with indirect jumps, counts as one without any.
 */
export function unprovenPackets(program: FollowedProgram, sources: PacketSources): ReadonlySet<number> {
  if (program.jumpsIndirectly) return new Set();
  const walk = new PacketWalk(program, sources);
  return walk.walk() ? walk.accesses : new Set();
}
