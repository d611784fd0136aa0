import { errorAt } from "../diagnostics/error-at.ts";
import { measuredTypes, programTypesOf } from "../facts/availability.ts";
import type { AuditRule } from "./subject.ts";

/**
 * Stated program types are those of which some form may call the kfunc in the newest release that has it. Types that the
 * kernel could load no program of, and kfuncs that could not be measured, are not held against anything.
 */
export const programTypes: AuditRule = ({ file, latest: { facts } }) => {
  const { name, program_types: stated } = file.value;
  const { availability, release } = facts;
  const allowed = availability && programTypesOf(availability, name);
  if (!stated || !allowed) return [];
  const actual = allowed.map(({ programType }) => programType);
  const measured = measuredTypes(availability);
  const surplus = stated.flatMap((type, index) => {
    if (!measured.has(type) || actual.includes(type)) return [];
    const message = `In Linux ${release} no program of type ${type} may call ${name}`;
    return errorAt(file.spanOf(["program_types", index]), "audit/program-type", message, {
      notes: [{ message: "its verifier was asked with a program of each form that the type has" }],
      help: `remove ${type}`,
    });
  });
  const missing = allowed
    .filter(({ programType }) => !stated.includes(programType))
    .map(({ programType, allowed: forms }) => {
      const message = `In Linux ${release} programs of type ${programType} may call ${name} too`;
      return errorAt(file.spanOf(["program_types"], "key"), "audit/program-type", message, {
        notes: [{ message: `its verifier let it pass in ${forms.map((form) => form.name).join(", ")}` }],
        help: `add ${programType}, or state no program types: the kernel facts decide them`,
      });
    });
  return [...surplus, ...missing];
};
