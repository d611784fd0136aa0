import type { LinkedObject, LinkedProgram } from "../object/linked-object.ts";
import { SetupSignal } from "./setup-problem.ts";

/** A program of an object by its name. Throws a SetupSignal with the place in the scenario that names one that is not there. */
export function findProgram(
  object: LinkedObject,
  name: string,
  path: readonly (string | number)[] = [],
): LinkedProgram {
  const program = object.programs.find((each) => each.name === name);
  if (program) return program;
  const names = object.programs.map((each) => each.name).join(", ");
  throw new SetupSignal(`The object has no program ${name}`, path, `It has: ${names || "none"}.`);
}
