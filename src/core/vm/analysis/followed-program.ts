import {
  type BasicBlock,
  basicBlocks,
  type DescribedInstruction,
  describeAll,
  functionTarget,
} from "../../isa/control-flow.ts";
import type { Instruction } from "../../isa/instruction.ts";

/** A program as values are followed through its functions. */
export interface FollowedProgram {
  readonly described: readonly DescribedInstruction[];
  readonly blocks: ReadonlyMap<number, BasicBlock>;
  /** Where functions start, ascending. */
  readonly starts: readonly number[];
  /** Jumps may lead anywhere. */
  readonly jumpsIndirectly: boolean;
}

/** `functions`: where they start, those that nothing here calls among them. */
export function followedProgram(instructions: readonly Instruction[], functions: readonly number[]): FollowedProgram {
  const described = describeAll(instructions);
  const starts = [...new Set([...functions, ...described.flatMap((each) => targetOf(each) ?? [])])];
  return {
    described,
    blocks: basicBlocks(described, functions[0] ?? 0),
    starts: starts.sort((left, right) => left - right),
    jumpsIndirectly: described.some(({ operation }) => operation.kind === "jump-indirect"),
  };
}

/** Where the function of the program starts that is called, or whose address is loaded; undefined for another instruction. */
export const targetOf = ({ operation, instruction }: DescribedInstruction): number | undefined =>
  functionTarget(operation, instruction);

/** Whether a function of the program is called. */
export const isSubprogramCall = ({ operation }: DescribedInstruction): boolean =>
  operation.kind === "call" && operation.target === "subprogram";
