import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { errnoValues } from "../uapi/errno.ts";
import { kernelNames } from "./kernel-names.ts";
import type { AuditRule, AuditSubject } from "./subject.ts";

/**
 * Names under `values` are enumerators of the kernel or errno names. BTF knows no macros: one can only be stated by its
 * number, since nothing would tell a misspelt macro from a true one.
 */
export const values: AuditRule = (subject) =>
  Object.entries(subject.file.value.params).flatMap(([param, text]) =>
    Object.entries(typeof text === "string" ? {} : (text.members ?? {})).flatMap(([member, { values = {} }]) =>
      Object.keys(values).flatMap((name) => check(subject, ["params", param, "members", member, "values", name])),
    ),
  );

const isIdentifier = (name: string) => /^-?[A-Za-z_]\w*$/.test(name);

function check({ file, kernel: { release, btf } }: AuditSubject, path: readonly string[]): Diagnostic[] {
  const name = path.at(-1) ?? "";
  const { enumerators } = kernelNames(btf);
  const isErrno = Object.hasOwn(errnoValues, name.replace(/^-/, ""));
  if (!isIdentifier(name) || isErrno || enumerators.has(name)) return [];
  const close = nearest(name, enumerators);
  return [
    errorAt(file.spanOf(path, "key"), "audit/unknown-value", `Linux ${release} has no enumerator ${name}`, {
      notes: [{ message: "the kernel's BTF holds enumerators, but no macros" }],
      help: close
        ? `did you mean ${close}? If ${name} is a macro, write its number and name it in the text`
        : `if ${name} is a macro, write its number and name it in the text`,
    }),
  ];
}
