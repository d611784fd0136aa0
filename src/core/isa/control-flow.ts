import { describeInstruction } from "./describe.ts";
import { slotsOf } from "./encode.ts";
import { BPF_PSEUDO_FUNC } from "./encoding.ts";
import type { InvalidFields } from "./form.ts";
import type { Instruction } from "./instruction.ts";
import type { Operation, OperationKind } from "./operation.ts";

/** An instruction with what it does. */
export interface DescribedInstruction {
  readonly instruction: Instruction;
  readonly operation: Operation | InvalidFields;
  /** The slot after it. */
  readonly next: number;
}

/** Instructions that run one after the other: only the first can be jumped to, only the last can jump, call or exit. */
export interface BasicBlock {
  readonly start: number;
  readonly instructions: readonly DescribedInstruction[];
  readonly last: DescribedInstruction;
  /** Where it goes on in the same function: the slot that it falls through to, then the one that it jumps to. Either may hold no instruction. */
  readonly successors: readonly number[];
}

/** The slot that a jump leads to; undefined for an instruction that does not jump by a distance. */
export function jumpTarget(operation: Operation | InvalidFields, instruction: Instruction): number | undefined {
  const next = instruction.slot + 1;
  switch (operation.kind) {
    case "jump-if":
    case "may-goto":
      return next + instruction.offset;
    case "jump":
      return next + (operation.far ? instruction.imm : instruction.offset);
    default:
      return undefined;
  }
}

/** The slot of the subprogram that an instruction calls, or whose address it takes; undefined for any other. */
export function functionTarget(operation: Operation | InvalidFields, instruction: Instruction): number | undefined {
  const calls = operation.kind === "call" && operation.target === "subprogram";
  const takesAddress = operation.kind === "load-immediate" && instruction.src === BPF_PSEUDO_FUNC;
  return calls || takesAddress ? instruction.slot + 1 + instruction.imm : undefined;
}

/** What only stands at the end of a block. */
export const endsBlock: ReadonlySet<OperationKind | "invalid"> = new Set([
  "jump-if",
  "may-goto",
  "jump",
  "jump-indirect",
  "call",
  "load-packet",
  "exit",
  "invalid",
]);

const fallsThrough = (kind: OperationKind | "invalid"): boolean =>
  kind !== "jump" && kind !== "jump-indirect" && kind !== "exit" && kind !== "invalid";

export const describeAll = (instructions: readonly Instruction[]): DescribedInstruction[] =>
  instructions.map((instruction) => ({
    instruction,
    operation: describeInstruction(instruction),
    next: instruction.slot + slotsOf(instruction),
  }));

function blockOf(instructions: readonly DescribedInstruction[], last: DescribedInstruction): BasicBlock {
  const { operation, instruction, next } = last;
  const target = jumpTarget(operation, instruction);
  return {
    start: instructions[0]?.instruction.slot ?? 0,
    instructions,
    last,
    successors: [...(fallsThrough(operation.kind) ? [next] : []), ...(target === undefined ? [] : [target])],
  };
}

/** The basic blocks of a program by the slots that they start at. */
export function basicBlocks(
  described: readonly DescribedInstruction[],
  entry: number,
): ReadonlyMap<number, BasicBlock> {
  const starts = new Set([entry]);
  for (const { operation, instruction } of described) {
    const target = jumpTarget(operation, instruction) ?? functionTarget(operation, instruction);
    if (target !== undefined) starts.add(target);
  }
  const blocks = new Map<number, BasicBlock>();
  let open: DescribedInstruction[] = [];
  for (const each of described) {
    open.push(each);
    if (!endsBlock.has(each.operation.kind) && !starts.has(each.next) && each !== described.at(-1)) continue;
    const block = blockOf(open, each);
    blocks.set(block.start, block);
    open = [];
  }
  return blocks;
}

/** The blocks that a function can reach from its entry without calls, in reverse postorder: each before its successors, but for loops. */
export function reversePostorder(blocks: ReadonlyMap<number, BasicBlock>, entry: number): BasicBlock[] {
  const first = blocks.get(entry);
  if (!first) return [];
  const seen = new Set([entry]);
  const finished: BasicBlock[] = [];
  const open = [{ block: first, rest: first.successors.values() }];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const { done, value } = top.rest.next();
    if (done) {
      finished.push(top.block);
      open.pop();
      continue;
    }
    const block = seen.has(value) ? undefined : blocks.get(value);
    seen.add(value);
    if (block) open.push({ block, rest: block.successors.values() });
  }
  return finished.reverse();
}
