import { describeAll, functionTarget, jumpTarget } from "./control-flow.ts";
import type { DecodeProblem } from "./decode.ts";
import type { Instruction } from "./instruction.ts";

/** Checks that every jump and subprogram call of a linked program leads to the start of an instruction. */
export function checkJumps(instructions: readonly Instruction[]): readonly DecodeProblem[] {
  const starts = new Set(instructions.map(({ slot }) => slot));
  return describeAll(instructions).flatMap(({ operation, instruction }) => {
    const called = operation.kind === "call" ? functionTarget(operation, instruction) : undefined;
    const target = jumpTarget(operation, instruction) ?? called;
    if (target === undefined || starts.has(target)) return [];
    return [{ slot: instruction.slot, message: `a jump to slot ${target}, where no instruction starts` }];
  });
}
