import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { nearestOfMany } from "../diagnostics/nearest.ts";
import { errnoValues } from "../uapi/errno.ts";
import { enumeratorNames } from "./enumerator-names.ts";
import type { AuditRule, AuditSubject } from "./subject.ts";

/** Names that are told of at once: looking for near ones takes its time, and more would help nobody. */
const MOST_FINDINGS = 20;

/**
 * Names under `values` are enumerators of the kernel or errno names. BTF knows no macros: one can only be stated by its
 * number, since nothing would tell a misspelt macro from a true one.
 */
export const values: AuditRule = (subject) =>
  namedValues(subject)
    .filter((path) => !isKnown(subject, nameAt(path)))
    .slice(0, MOST_FINDINGS)
    .map((path) => unknownValue(subject, path));

/** The path of each name under `values`. */
function namedValues({ file }: AuditSubject): (readonly string[])[] {
  return Object.entries(file.value.params ?? {}).flatMap(([param, text]) =>
    Object.entries(typeof text === "string" ? {} : (text.members ?? {})).flatMap(([member, { values = {} }]) =>
      Object.keys(values).map((name) => ["params", param, "members", member, "values", name]),
    ),
  );
}

const nameAt = (path: readonly string[]): string => path.at(-1) ?? "";
const isIdentifier = (name: string) => /^-?[A-Za-z_]\w*$/.test(name);

function isKnown({ kernels: { btf } }: AuditSubject, name: string): boolean {
  const isErrno = Object.hasOwn(errnoValues, name.replace(/^-/, ""));
  return !isIdentifier(name) || isErrno || enumeratorNames(btf).has(name);
}

function unknownValue({ file, kernels: { releases, btf } }: AuditSubject, path: readonly string[]): Diagnostic {
  const name = nameAt(path);
  const release = releases[0]?.release;
  const close = nearestOfMany(name, enumeratorNames(btf));
  return errorAt(file.spanOf(path, "key"), "audit/unknown-value", `Linux ${release} has no enumerator ${name}`, {
    notes: [{ message: "the kernel's BTF holds enumerators, but no macros" }],
    help: close
      ? `did you mean ${close}? If ${name} is a macro, write its number and name it in the text`
      : `if ${name} is a macro, write its number and name it in the text`,
  });
}
