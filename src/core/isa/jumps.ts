import type { DecodeProblem } from "./decode.ts";
import { describeInstruction } from "./describe.ts";
import type { Instruction } from "./instruction.ts";
import type { Operation } from "./operation.ts";

/** The distance in slots that an instruction may jump; undefined for one that does not jump by a distance. */
function jumpDistance(operation: Operation, { offset, imm }: Instruction): number | undefined {
  switch (operation.kind) {
    case "jump-if":
    case "may-goto":
      return offset;
    case "jump":
      return operation.far ? imm : offset;
    case "call":
      return operation.target === "subprogram" ? imm : undefined;
    default:
      return undefined;
  }
}

/** Checks that every jump and subprogram call of a linked program leads to the start of an instruction. */
export function checkJumps(instructions: readonly Instruction[]): readonly DecodeProblem[] {
  const starts = new Set(instructions.map(({ slot }) => slot));
  return instructions.flatMap((instruction) => {
    const operation = describeInstruction(instruction);
    const distance = operation.kind === "invalid" ? undefined : jumpDistance(operation, instruction);
    if (distance === undefined || starts.has(instruction.slot + 1 + distance)) return [];
    const target = instruction.slot + 1 + distance;
    return [{ slot: instruction.slot, message: `a jump to slot ${target}, where no instruction starts` }];
  });
}
