import type { DescribedInstruction } from "../../isa/control-flow.ts";
import { registerUse } from "../../isa/register-use.ts";

/** By instruction: while a function is followed, each is asked in every round. */
const known = new WeakMap<DescribedInstruction, number>();

/** The registers that hold something else after an instruction, or nothing that may be read. */
export function writtenBy(each: DescribedInstruction): number {
  const { operation, instruction } = each;
  if (operation.kind === "invalid") return 0;
  let written = known.get(each);
  if (written === undefined) {
    const { writes, forgets } = registerUse(operation, instruction);
    written = writes | forgets;
    known.set(each, written);
  }
  return written;
}
