import type { BasicBlock, DescribedInstruction } from "../../isa/control-flow.ts";
import { functionTarget } from "../../isa/control-flow.ts";
import { FRAME_POINTER } from "../../isa/encoding.ts";
import { ARGUMENTS, RESULT, registerBit, registerUse } from "../../isa/register-use.ts";
import { FactsBefore } from "./facts-before.ts";
import { type LiveRegisters, liveAfter, liveRegisters } from "./live-registers.ts";
import { mergeOrigins, type Origin, originsAfter, originsAtEntry, sameOrigins } from "./origin.ts";
import { NOTHING_WRITTEN, type WrittenStack, writtenAfter } from "./written-stack.ts";

/** What is known of the registers and the stack before an instruction, whatever way led there: one bit for each register. */
export interface RegisterFacts {
  /** Was written on every way. */
  readonly surely: number;
  /** Was written on some way. */
  readonly perhaps: number;
  /** The upper half is zero. */
  readonly narrow: number;
  /** It is no pointer: narrow, or kept away from pointers by what it was made of. */
  readonly numbers: number;
  /** Where each register seems to come from. */
  readonly origins: readonly Origin[];
  /** Bytes of the frame's stack that were surely written. */
  readonly stack: WrittenStack;
}

const STACK_POINTER = registerBit(FRAME_POINTER);

/** As at the entry of a function, of which these arguments were written. */
const atEntry = (surely: number, perhaps: number): RegisterFacts => ({
  surely: surely | STACK_POINTER,
  perhaps: perhaps | STACK_POINTER,
  narrow: 0,
  numbers: 0,
  origins: originsAtEntry(),
  stack: NOTHING_WRITTEN,
});

const merge = (left: RegisterFacts, right: RegisterFacts): RegisterFacts => ({
  surely: left.surely & right.surely,
  perhaps: left.perhaps | right.perhaps,
  narrow: left.narrow & right.narrow,
  numbers: left.numbers & right.numbers,
  origins: mergeOrigins(left.origins, right.origins),
  stack: left.stack & right.stack,
});

const same = (left: RegisterFacts, right: RegisterFacts): boolean =>
  left.surely === right.surely &&
  left.perhaps === right.perhaps &&
  left.narrow === right.narrow &&
  left.numbers === right.numbers &&
  left.stack === right.stack &&
  sameOrigins(left.origins, right.origins);

/** The 64-bit operations whose result is narrow, given whether the operands are. */
const narrowing: Readonly<Record<string, (left: boolean, right: boolean) => boolean>> = {
  mov: (_left, right) => right,
  and: (left, right) => left || right,
  or: (left, right) => left && right,
  xor: (left, right) => left && right,
  rsh: (left) => left,
  div: (left) => left,
  mod: (left) => left,
};

/** Whether what an instruction writes is narrow. */
function writesNarrow({ operation, instruction }: DescribedInstruction, narrow: number): boolean {
  const { dst, src, imm, nextImm } = instruction;
  switch (operation.kind) {
    case "arithmetic": {
      const { row, width, operand } = operation;
      if (width === 32) return true;
      if (row.name === "rsh" && operand === "immediate" && imm >= 32) return true;
      const right = operand === "register" ? (narrow & registerBit(src)) !== 0 : imm >= 0;
      return narrowing[row.name]?.((narrow & registerBit(dst)) !== 0, right) ?? false;
    }
    case "negate":
      return operation.width === 32;
    case "byte-swap":
      return imm < 64;
    case "load":
      return operation.size.bytes < 4 && !operation.signed;
    case "load-immediate":
      return src === 0 && nextImm === 0;
    default:
      return false;
  }
}

/**
 * A register that starts with a narrow value can be moved so far in one step without becoming a pointer before a run of
 * `MOST_STEPS` ends: pointers are 2^56 away from the negative numbers, and farther from the others.
 */
const MOST_COUNTED = 2 ** 12;
export const MOST_STEPS = 2 ** 43;
/** A shift to the right by as much leaves no pointer; a narrow value can be shifted to the left by less than as much. */
const ABOVE_POINTERS = 8;
const BELOW_POINTERS = 24;

/** Whether what an instruction writes is no pointer, where it is not narrow. */
function writesNumber({ operation, instruction }: DescribedInstruction, { narrow, numbers }: RegisterFacts): boolean {
  const { dst, src, imm } = instruction;
  if (operation.kind === "load") return operation.signed;
  if (operation.kind !== "arithmetic") return false;
  const { row, operand } = operation;
  const left = registerBit(dst);
  if (operand === "register")
    return row.name === "mov" ? (numbers & registerBit(src)) !== 0 : row.name.startsWith("movsx");
  if (row.name === "mov") return true;
  if (row.name === "add" || row.name === "sub") return Math.abs(imm) <= MOST_COUNTED && (numbers & left) !== 0;
  if (row.name === "rsh") return imm >= ABOVE_POINTERS;
  return row.name === "lsh" && imm < BELOW_POINTERS && (narrow & left) !== 0;
}

/** What is known after an instruction. `resultKnown` says that r0 counts as written after calls. */
export function factsAfter(each: DescribedInstruction, facts: RegisterFacts, resultKnown: boolean): RegisterFacts {
  const { operation, instruction } = each;
  if (operation.kind === "invalid") return facts;
  const { reads, writes, forgets } = registerUse(operation, instruction);
  const narrow = writesNarrow(each, facts.narrow);
  const leaves = operation.kind === "call" && !resultKnown ? 0 : writes;
  return {
    surely: ((facts.surely | (reads & facts.perhaps)) & ~forgets & ~writes) | leaves,
    perhaps: (facts.perhaps & ~forgets) | writes,
    narrow: (facts.narrow & ~forgets & ~writes) | (narrow ? writes : 0),
    numbers: (facts.numbers & ~forgets & ~writes) | (narrow || writesNumber(each, facts) ? writes : 0),
    origins: originsAfter(each, facts.origins),
    stack: writtenAfter(each, facts.stack),
  };
}

/** What is known at the start of each block, and which registers must be watched while the program runs. */
export interface ProgramFacts {
  readonly before: ReadonlyMap<number, RegisterFacts>;
  readonly live: LiveRegisters;
  /** Registers of which it depends on the way whether they may be read where they are. */
  readonly tracked: number;
  /** Calls, by slot, after which r0 is read before it is written: it must have been. */
  readonly resultNeeded: ReadonlySet<number>;
}

/** Calls after which r0 may be read before it is written. */
function resultsNeeded(blocks: ReadonlyMap<number, BasicBlock>, live: LiveRegisters): Set<number> {
  const calls = [...blocks.values()].filter(({ last }) => last.operation.kind === "call");
  const needed = calls.filter((block) => (liveAfter(block, live, blocks) & RESULT) !== 0);
  return new Set(needed.map(({ last }) => last.instruction.slot));
}

/** Registers that an instruction reads or hands over without it being sure whether they were written. */
function unsure({ operation, instruction }: DescribedInstruction, facts: RegisterFacts): number {
  if (operation.kind === "invalid") return 0;
  const { reads, passes } = registerUse(operation, instruction);
  return (reads | passes) & facts.perhaps & ~facts.surely;
}

/** Follows every way through a program from its entry and its callbacks. r1 holds the context at the entry. */
export function registerFacts(
  blocks: ReadonlyMap<number, BasicBlock>,
  entry: number,
  callbacks: ReadonlySet<number>,
): ProgramFacts {
  const before = new FactsBefore<RegisterFacts>(blocks, { merge, same });
  const live = liveRegisters(blocks);
  const resultNeeded = resultsNeeded(blocks, live);
  before.reach(entry, atEntry(registerBit(1), registerBit(1)));
  for (const slot of callbacks) before.reach(slot, atEntry(0, ARGUMENTS));
  let tracked = 0;
  for (let open = before.next(); open; open = before.next()) {
    const { block } = open;
    let { facts } = open;
    for (const each of block.instructions) {
      const { operation, instruction } = each;
      tracked |= unsure(each, facts);
      const called = operation.kind === "call" ? functionTarget(operation, instruction) : undefined;
      if (called !== undefined) {
        const passed = atEntry(facts.surely & ARGUMENTS, facts.perhaps & ARGUMENTS);
        before.reach(called, {
          ...passed,
          narrow: facts.narrow & ARGUMENTS,
          numbers: facts.numbers & ARGUMENTS,
        });
      }
      facts = factsAfter(each, facts, resultNeeded.has(instruction.slot));
    }
    for (const slot of block.successors) before.reach(slot, facts);
  }
  return { before: before.found, live, tracked, resultNeeded };
}
