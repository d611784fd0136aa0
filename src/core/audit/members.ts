import { findMember, memberNames } from "../btf/layout.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { pointedName, pointedStruct } from "./pointed-struct.ts";
import type { AuditRule, AuditSubject } from "./subject.ts";

const listedMembers = 20;

/** Members named under `params` are members of the struct that the parameter points to. */
export const members: AuditRule = (subject) =>
  Object.entries(subject.file.value.params ?? {}).flatMap(([name, text]) => {
    const actual = subject.latest.fact.params.find((param) => param.name === name);
    if (!actual || typeof text === "string" || !text.members) return [];
    return Object.keys(text.members).flatMap((member) => check(subject, name, actual.type, member));
  });

/** The members of what a type points to: whether a path is one, and their names; undefined where the facts do not hold it. */
function lookUp({ kernels, latest: { facts } }: AuditSubject, type: string) {
  const id = facts === kernels.releases[0] ? pointedStruct(kernels.btf, type) : undefined;
  if (id !== undefined) {
    return {
      has: (path: string) => findMember(kernels.btf, id, path) !== undefined,
      names: memberNames(kernels.btf, id),
    };
  }
  const layout = facts.structs.get(pointedName(type)?.split(" ").at(-1) ?? "");
  if (!layout) return undefined;
  const names = layout.members.map(({ name }) => name).filter((name) => name !== "");
  return { has: (path: string) => names.includes(path.split(".")[0] ?? ""), names };
}

function check(subject: AuditSubject, param: string, type: string, member: string): Diagnostic[] {
  const { file, latest } = subject;
  const { release } = latest.facts;
  const struct = lookUp(subject, type);
  if (struct?.has(member)) return [];
  const place = file.spanOf(["params", param, "members", member], "key");
  const name = pointedName(type);
  if (!struct) {
    const isStruct = name !== undefined && /^(struct|union) /.test(name);
    const message = isStruct
      ? `The facts of Linux ${release} hold no members of ${name}`
      : `In Linux ${release} ${param} is of type ${type}, which has no members`;
    return [errorAt(place, "audit/unknown-member", message, { help: "remove members" })];
  }
  const close = nearest(member, struct.names);
  return [
    errorAt(place, "audit/unknown-member", `In Linux ${release} ${name} has no member ${member}`, {
      notes: [{ message: `Linux ${release} has ${name} with ${listSome(struct.names)}` }],
      help: close ? `did you mean ${close}?` : "remove it, or name a member of the struct",
    }),
  ];
}

function listSome(names: readonly string[]): string {
  const shown = names.slice(0, listedMembers);
  return [...shown, ...(names.length > shown.length ? [`${names.length - shown.length} more`] : [])].join(", ");
}
