import { functionTarget } from "../../isa/control-flow.ts";
import { describeInstruction } from "../../isa/describe.ts";
import type { Instruction } from "../../isa/instruction.ts";

/**
 * Lets a program's calls of replaced functions, and loads of their addresses, lead to what runs in their place. In Linux the
 * function itself begins with a jump there (bpf_arch_text_poke, v7.3). `starts`: the first slot of each, by that of the function.
 */
export function aimReplaced(
  instructions: readonly Instruction[],
  starts: ReadonlyMap<number, number>,
): readonly Instruction[] {
  if (starts.size === 0) return instructions;
  return instructions.map((instruction) => {
    const target = functionTarget(describeInstruction(instruction), instruction);
    const start = target === undefined ? undefined : starts.get(target);
    return start === undefined ? instruction : { ...instruction, imm: start - instruction.slot - 1 };
  });
}
