import { type DescribedInstruction, describeAll, functionTarget } from "../isa/control-flow.ts";
import type { LinkedProgram } from "../object/linked-object.ts";

/** The instructions of the function that starts at a slot, and of all that it calls or takes the address of. */
export function codeBehind(
  { functions, instructions }: Pick<LinkedProgram, "functions" | "instructions">,
  entry: number,
): DescribedInstruction[] {
  const seen = new Set<number>();
  const found: DescribedInstruction[] = [];
  const open = [entry];
  for (let start = open.pop(); start !== undefined; start = open.pop()) {
    const range = functions.find((each) => each.start === start);
    if (!range || seen.has(start)) continue;
    seen.add(start);
    const code = describeAll(instructions.filter(({ slot }) => slot >= range.start && slot < range.end));
    found.push(...code);
    open.push(...code.flatMap(({ operation, instruction }) => functionTarget(operation, instruction) ?? []));
  }
  return found;
}
