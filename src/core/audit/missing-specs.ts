import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import type { BytePlace, Span } from "../diagnostics/source.ts";
import { counted } from "../words/counted.ts";
import { kfdocCommand } from "../words/kfdoc-command.ts";
import { listSome } from "../words/list-some.ts";
import type { AuditedKernels } from "./subject.ts";

const listed = 8;

/** Kfuncs that a release has and no spec states, by release; each under the newest that has it. */
export function kfuncsWithoutSpec({ releases }: AuditedKernels, stated: ReadonlySet<string>): Map<string, string[]> {
  const seen = new Set(stated);
  const missing = new Map<string, string[]>();
  for (const { release, kfuncs } of releases) {
    const names = [...kfuncs.keys()].filter((name) => !seen.has(name)).sort();
    for (const name of names) seen.add(name);
    if (names.length > 0) missing.set(release, names);
  }
  return missing;
}

/** One finding a release: which of its kfuncs have no spec. */
export function auditMissingSpecs(
  kernels: AuditedKernels,
  stated: ReadonlySet<string>,
  place: Span | BytePlace,
): Diagnostic[] {
  return [...kfuncsWithoutSpec(kernels, stated)].map(([release, names]) => {
    return errorAt(
      place,
      "audit/missing-spec",
      `Linux ${release} has ${counted(names.length, "kfunc")} without a spec`,
      {
        notes: [{ message: listSome(names, listed) }],
        help: `${kfdocCommand("check --fix")} writes what the kernel facts say of them`,
      },
    );
  });
}
