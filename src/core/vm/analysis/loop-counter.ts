import type { BasicBlock, DescribedInstruction } from "../../isa/control-flow.ts";
import { registerBit } from "../../isa/register-use.ts";
import { writtenBy } from "./written-registers.ts";

/** By how much a counter grows in each round: by a register that stays as it is, or a constant from 1 on. */
type Growth =
  | { readonly kind: "register"; readonly register: number }
  | { readonly kind: "constant"; readonly constant: number };

/** What a loop of one block goes on by. Only numbers below 2^31 are counted: below, both widths give the same. */
export interface LoopCounter {
  readonly register: number;
  /** From 1 on. */
  readonly bound: number;
  readonly by: Growth;
  /** It goes on until the counter is equal to the bound; otherwise, while it is below. */
  readonly exact: boolean;
}

/** The comparisons that a loop goes on by, where they hold and where they do not. */
const continues: Readonly<Record<string, readonly ["exact" | "below" | undefined, "exact" | "below" | undefined]>> = {
  ne: ["exact", undefined],
  eq: [undefined, "exact"],
  lt_u: ["below", undefined],
  ge_u: [undefined, "below"],
};

/** The register that is compared where a loop goes back to its start, with the bound; undefined where it is no such comparison. */
export function comparedCounter({ last: { operation, instruction }, successors }: BasicBlock, start: number) {
  if (operation.kind !== "jump-if" || operation.operand !== "immediate" || instruction.imm <= 0) return undefined;
  const [next, target] = successors;
  const goesOn = next === target ? undefined : continues[operation.row.wasm]?.[target === start ? 0 : 1];
  return goesOn && { register: instruction.dst, bound: instruction.imm, exact: goesOn === "exact" };
}

const writes = (each: DescribedInstruction, register: number): boolean =>
  (writtenBy(each) & registerBit(register)) !== 0;

function growthIn(instructions: readonly DescribedInstruction[], counter: number): Growth | undefined {
  const [writer, another] = instructions.filter((each) => writes(each, counter));
  if (!writer || another) return undefined;
  const { operation, instruction } = writer;
  if (operation.kind !== "arithmetic" || operation.row.name !== "add") return undefined;
  const { src, imm } = instruction;
  if (operation.operand === "immediate") return imm > 0 ? { kind: "constant", constant: imm } : undefined;
  const stays = src !== counter && !instructions.some((each) => writes(each, src));
  return stays ? { kind: "register", register: src } : undefined;
}

/** The counter of a loop of one block. */
export function loopCounter(block: BasicBlock): LoopCounter | undefined {
  const compared = block.successors.includes(block.start) ? comparedCounter(block, block.start) : undefined;
  const by = compared && growthIn(block.instructions, compared.register);
  if (!by || (by.kind === "constant" && by.constant >= compared.bound)) return undefined;
  return { ...compared, by };
}
