import type { LinkedFunction, LinkedObject, LinkedProgram } from "../../object/linked-object.ts";
import type { Scenario } from "../../spec/example-spec.ts";
import { targetOf } from "../context-input.ts";

/** A program that runs in the place of a function of another program, as libbpf names them: SEC("freplace/function"). */
export interface Replacement {
  readonly by: LinkedProgram;
  /** Of the function, as the section names it. */
  readonly name: string;
  /** Undefined where the other program has no such function. */
  readonly replaced: LinkedFunction | undefined;
}

export const isReplacement = ({ programType }: LinkedProgram): boolean => programType === "BPF_PROG_TYPE_EXT";

/** What a scenario puts in the place of functions of its program; names that mean no such program are passed over. */
export function replacementsOf(
  object: LinkedObject,
  { functions }: LinkedProgram,
  { replaced_by: names = [] }: Pick<Scenario, "replaced_by">,
): Replacement[] {
  const programs = object.programs.filter((each) => isReplacement(each) && names.includes(each.name));
  return programs.map((by) => {
    const name = targetOf(by);
    return { by, name, replaced: functions.find((each) => each.name === name) };
  });
}
