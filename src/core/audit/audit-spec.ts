import { printPrototype } from "../btf/print-type.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { sortByPlace } from "../diagnostics/order.ts";
import type { KfuncSpec } from "../spec/kfunc-spec.ts";
import type { ParsedFile } from "../spec/parsed-file.ts";
import { compareVersions } from "../spec/versions.ts";
import { kernelNames } from "./kernel-names.ts";
import { auditRules } from "./rules.ts";
import type { AuditedKernel } from "./subject.ts";

/** Everything in which a spec differs from a kernel's BTF. A kernel older than the kfunc has nothing to compare. */
export function auditSpec(file: ParsedFile<KfuncSpec>, kernel: AuditedKernel): Diagnostic[] {
  const { name, since } = file.value;
  const id = kernelNames(kernel.btf).kfuncs.get(name);
  const isOlder = compareVersions(since.version, kernel.release) > 0;
  if (id === undefined) return isOlder ? [] : [unknownKfunc(file, kernel)];
  const prototype = kernel.btf.resolved(typeOfFunction(kernel, id));
  if (prototype.kind !== "func_proto") return [unknownKfunc(file, kernel)];
  const note = { message: `Linux ${kernel.release} has ${printPrototype(kernel.btf, id)}` };
  const subject = { file, kernel, prototype, note };
  return sortByPlace([...(isOlder ? [tooNew(file, kernel)] : []), ...auditRules.flatMap((rule) => rule(subject))]);
}

function typeOfFunction({ btf }: AuditedKernel, id: number): number {
  const type = btf.type(id);
  return type.kind === "func" ? type.type : 0;
}

function unknownKfunc(file: ParsedFile<KfuncSpec>, { release, btf }: AuditedKernel): Diagnostic {
  const { name, since } = file.value;
  const close = nearest(name, kernelNames(btf).kfuncs.keys());
  const isFunction = btf.find("func", name) !== undefined;
  return errorAt(file.spanOf(["name"]), "audit/unknown-kfunc", `Linux ${release} has no kfunc ${name}`, {
    notes: [
      isFunction
        ? { message: `it has a function of this name, but not one that BPF programs may call` }
        : { message: `since says ${since.version}`, place: file.spanOf(["since", "version"]) },
    ],
    help: close ? `did you mean ${close}?` : "write the name as the kernel spells it",
  });
}

function tooNew(file: ParsedFile<KfuncSpec>, { release }: AuditedKernel): Diagnostic {
  const { name, since } = file.value;
  return errorAt(
    file.spanOf(["since", "version"]),
    "audit/since",
    `${name} is older than ${since.version}: Linux ${release} has it`,
    { help: "write the first release that contains the commit" },
  );
}
