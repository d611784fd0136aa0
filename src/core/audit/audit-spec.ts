import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { sortByPlace } from "../diagnostics/order.ts";
import type { KfuncSpec } from "../spec/kfunc-spec.ts";
import type { ParsedFile } from "../spec/parsed-file.ts";
import { compareVersions } from "../spec/versions.ts";
import { rangesAreOrdered, releasesExist } from "./release-ranges.ts";
import { auditRules } from "./rules.ts";
import type { AuditedKernels, AuditSubject } from "./subject.ts";

/** Everything in which a spec differs from what the kernels say. */
export function auditSpec(file: ParsedFile<KfuncSpec>, kernels: AuditedKernels): Diagnostic[] {
  const subject = subjectOf(file, kernels);
  const against = subject ? auditRules.flatMap((rule) => rule(subject)) : absentKfunc(file, kernels);
  return sortByPlace([...releasesExist(file), ...rangesAreOrdered(file), ...against]);
}

/** A spec beside the newest release that has its kfunc; undefined where none has. */
export function subjectOf(file: ParsedFile<KfuncSpec>, kernels: AuditedKernels): AuditSubject | undefined {
  const { name } = file.value;
  const history = kernels.histories.get(name);
  const facts = kernels.releases.find(({ kfuncs }) => kfuncs.has(name));
  const fact = facts?.kfuncs.get(name);
  return history && facts && fact ? { file, kernels, history, latest: { facts, fact } } : undefined;
}

/** No release has it: none need have where it is said to be newer, or not to be built. */
function absentKfunc(file: ParsedFile<KfuncSpec>, { releases, histories, btf }: AuditedKernels): Diagnostic[] {
  const { name, since, not_built: notBuilt } = file.value;
  const newest = releases[0]?.release ?? "";
  if (notBuilt || (since && compareVersions(since.version, newest) > 0)) return [];
  const close = nearest(name, histories.keys());
  const isFunction = btf.find("func", name) !== undefined;
  const message =
    releases.length === 1 ? `Linux ${newest} has no kfunc ${name}` : `No imported release has a kfunc ${name}`;
  const searched = { message: `those are Linux ${releases.map(({ release }) => release).join(", ")}` };
  return [
    errorAt(file.spanOf(["name"]), "audit/unknown-kfunc", message, {
      notes: [
        ...(releases.length === 1 ? [] : [searched]),
        ...(isFunction ? [{ message: "it has a function of this name, but not one that BPF programs may call" }] : []),
        ...(since ? [{ message: `since says ${since.version}`, place: file.spanOf(["since", "version"]) }] : []),
      ],
      help: close
        ? `did you mean ${close}?`
        : "write the name as the kernel spells it; where sources have it and no imported kernel was built with it, say why in not_built",
    }),
  ];
}
