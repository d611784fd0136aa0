import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { measuredTypes, type ProgramTypeAvailability, programTypesOf } from "../facts/availability.ts";
import type { KfuncSpec } from "../spec/kfunc-spec.ts";
import type { ParsedFile } from "../spec/parsed-file.ts";
import { listSome } from "../words/list-some.ts";
import type { AuditRule } from "./subject.ts";

/** Past this many, forms are counted. */
const listedForms = 12;

function unlisted(
  { value: { name }, spanOf }: ParsedFile<KfuncSpec>,
  release: string,
  missing: readonly ProgramTypeAvailability[],
): Diagnostic {
  const types = missing.map(({ programType }) => programType).join(", ");
  const forms = missing.flatMap(({ allowed }) => allowed.map((form) => form.name));
  const which = missing.length === 1 ? `type ${types}` : `${missing.length} types that are not listed`;
  const message = `In Linux ${release} programs of ${which} may call ${name} too`;
  return errorAt(spanOf(["program_types"], "key"), "audit/program-type", message, {
    notes: [{ message: `its verifier let it pass in ${listSome(forms, listedForms)}` }],
    help: `add ${types}; or state no program types: the kernel facts decide them`,
  });
}

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
  const missing = allowed.filter(({ programType }) => !stated.includes(programType));
  return missing.length === 0 ? surplus : [...surplus, unlisted(file, release, missing)];
};
