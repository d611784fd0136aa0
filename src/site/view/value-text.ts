import type { DecodedValue } from "../../core/emulator/outcome.ts";

/** One line of a value's table: a struct is a line for each member, a pointer is followed by what it points to. */
export interface ValueRow {
  /** As C writes it: `opts->error`, `tuple.ipv4.saddr`. */
  readonly path: string;
  readonly type: string;
  readonly before: string;
  /** Present where the value changed. */
  readonly after?: string;
}

const hexFrom = 256n;

/** A value in one line: the name that the kernel has for it and the number, or where a pointer leads. */
export function valueText(value: DecodedValue): string {
  switch (value.kind) {
    case "integer":
      return integerText(value);
    case "pointer":
      return value.null ? "NULL" : `→ ${value.target}`;
    case "bytes":
      return value.hex.replace(/(..)(?=.)/g, "$1 ");
    case "struct":
      return `{ ${value.members.map(({ name, value: member }) => `.${name} = ${valueText(member)}`).join(", ")} }`;
  }
}

function integerText({ value, name }: Extract<DecodedValue, { kind: "integer" }>): string {
  if (name) return `${name} (${value})`;
  const number = BigInt(value);
  return number >= hexFrom ? `${value} (0x${number.toString(16)})` : value;
}

/** The lines of a named value before and, where it changed, after. */
export function valueRows(path: string, before: DecodedValue, after?: DecodedValue): ValueRow[] {
  if (before.kind === "struct") {
    return before.members.flatMap((member, index) =>
      valueRows(`${path}.${member.name}`, member.value, after?.kind === "struct" ? after.members[index]?.value : undefined),
    );
  }
  const rows = [row(path, before, after)];
  if (before.kind !== "pointer" || !before.pointee) return rows;
  const pointee = after?.kind === "pointer" ? after.pointee : undefined;
  const inner = valueRows(before.pointee.kind === "struct" ? `${path}->` : `*${path}`, before.pointee, pointee);
  return [...rows, ...inner.map((line) => ({ ...line, path: line.path.replace("->.", "->") }))];
}

function row(path: string, before: DecodedValue, after?: DecodedValue): ValueRow {
  const left = valueText(before);
  const right = after && valueText(after);
  return { path, type: before.type, before: left, ...(right !== undefined && right !== left ? { after: right } : {}) };
}
