import { type DescribedInstruction, functionTarget } from "../../isa/control-flow.ts";

/** Where the function of the program starts that is called, or whose address is loaded; undefined for another instruction. */
export const targetOf = ({ operation, instruction }: DescribedInstruction): number | undefined =>
  functionTarget(operation, instruction);

/** Whether a function of the program is called. */
export const isSubprogramCall = ({ operation }: DescribedInstruction): boolean =>
  operation.kind === "call" && operation.target === "subprogram";

/** Where the function starts that a slot is in; `starts` of all functions, ascending. */
export const functionAround = (starts: readonly number[], slot: number): number =>
  starts.findLast((each) => each <= slot) ?? 0;
