import type { Btf } from "../btf/btf.ts";
import { findMember, memberNames } from "../btf/layout.ts";
import { printType } from "../btf/print-type.ts";
import type { TypeId } from "../btf/types.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { AuditRule, AuditSubject } from "./subject.ts";

const listedMembers = 20;

/** Members named under `params` are members of the struct that the parameter points to. */
export const members: AuditRule = (subject) =>
  Object.entries(subject.file.value.params).flatMap(([name, text]) => {
    const actual = subject.prototype.params.find((param) => param.name === name);
    if (!actual || typeof text === "string" || !text.members) return [];
    return Object.keys(text.members).flatMap((member) => check(subject, name, actual.type, member));
  });

function check(
  { file, kernel: { release, btf } }: AuditSubject,
  param: string,
  type: TypeId,
  member: string,
): Diagnostic[] {
  const pointed = pointedStruct(btf, type);
  if (pointed !== undefined && findMember(btf, pointed, member)) return [];
  const place = file.spanOf(["params", param, "members", member], "key");
  if (pointed === undefined) {
    const message = `In Linux ${release} ${param} is of type ${printType(btf, type)}, which has no members`;
    return [errorAt(place, "audit/unknown-member", message, { help: "remove members" })];
  }
  const struct = printType(btf, pointed);
  const names = memberNames(btf, pointed);
  const close = nearest(member, names);
  return [
    errorAt(place, "audit/unknown-member", `In Linux ${release} ${struct} has no member ${member}`, {
      notes: [{ message: `Linux ${release} has ${struct} with ${listSome(names)}` }],
      help: close ? `did you mean ${close}?` : "remove it, or name a member of the struct",
    }),
  ];
}

function listSome(names: readonly string[]): string {
  const shown = names.slice(0, listedMembers);
  return [...shown, ...(names.length > shown.length ? [`${names.length - shown.length} more`] : [])].join(", ");
}

/** The struct or union that a pointer leads to, with its typedef where it has one. */
function pointedStruct(btf: Btf, type: TypeId): TypeId | undefined {
  const pointer = btf.resolved(type);
  if (pointer.kind !== "ptr") return undefined;
  const kind = btf.resolved(pointer.type).kind;
  return kind === "struct" || kind === "union" ? btf.resolve(pointer.type) : undefined;
}
