import { counted } from "../../words/counted.ts";
import type { DecodedValue } from "../outcome.ts";

/** One line of a value's table: a struct is a line for each member, a pointer is followed by what it points to. */
export interface ValueRow {
  /** As C writes it: `opts->error`, `tuple.ipv4.saddr`. */
  readonly path: string;
  /** Empty where it is not known. */
  readonly type: string;
  /** Empty where nobody saw it. */
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
      return value.null ? "NULL" : `→ ${targetText(value.target)}`;
    case "bytes":
      return bytesText(value);
    case "varying":
      return `varies (${value.meaning})`;
    case "struct":
      return `{ ${value.members.map(({ name, value: member }) => `.${name} = ${valueText(member)}`).join(", ")} }`;
  }
}

/** Bytes apart by spaces; before those of a char array the text that they are, where a NUL ends it and all before can be printed. */
function bytesText({ type, hex }: Extract<DecodedValue, { kind: "bytes" }>): string {
  const spaced = hex.replace(/(..)(?=.)/g, "$1 ");
  const text = /^(const )?(volatile )?char \[\d+\]$/.test(type)
    ? /^((?:[2-6].|7[0-9a-e])*)00/.exec(hex)?.[1]
    : undefined;
  if (text === undefined) return spaced;
  const characters = text.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)));
  return `${JSON.stringify(characters)} (${spaced})`;
}

/** A value in as few characters as tell it apart: a pointer by what it leads to, a number by its name. */
export function shortText(value: DecodedValue): string {
  if (value.kind === "pointer") return value.null ? "NULL" : targetText(value.target.replace(/^stack\b.*/, "stack"));
  if (value.kind !== "integer" || value.type.startsWith("__be")) return valueText(value);
  return value.name ?? value.value;
}

/** Where a call writes and nothing stood before. */
export const notSet = "not set";

/** A region whose name ends in a figure is kept apart from the offset in it: `stack frame 0 at -16`. */
const targetText = (target: string): string => target.replace(/(\d)([+-]\d+)$/, "$1 at $2");

function integerText({ type, value, name }: Extract<DecodedValue, { kind: "integer" }>): string {
  if (name) return `${name} (${value})`;
  const width = Number(/^__be(16|32|64)$/.exec(type)?.[1] ?? 0);
  if (width > 0) return `0x${swapBytes(BigInt(value), width / 8).toString(16)}, big-endian`;
  const number = BigInt(value);
  return number >= hexFrom ? `${value} (0x${number.toString(16)})` : value;
}

/** The number whose bytes stand the other way round. */
function swapBytes(value: bigint, bytes: number): bigint {
  let swapped = 0n;
  for (let index = 0; index < bytes; index++) swapped = (swapped << 8n) | ((value >> BigInt(8 * index)) & 0xffn);
  return swapped;
}

/** The lines of a named value before and, where it changed, after. */
export function valueRows(path: string, before: DecodedValue, after?: DecodedValue): ValueRow[] {
  if (before.kind === "struct") return memberRows(`${path}.`, before, after);
  return [row(path, before, after), ...pointeeRows(path, before, after)];
}

type Struct = Extract<DecodedValue, { kind: "struct" }>;

function memberRows(prefix: string, { members }: Struct, after: DecodedValue | undefined): ValueRow[] {
  const later = after?.kind === "struct" ? after.members : [];
  return members.flatMap(({ name, value }, index) => valueRows(`${prefix}${name}`, value, later[index]?.value));
}

/** What a pointer led to before the call, or, where nothing stood there yet, what it leads to after. */
function pointeeRows(path: string, before: DecodedValue, after: DecodedValue | undefined): ValueRow[] {
  const first = pointeeOf(before);
  const later = pointeeOf(after);
  if (first)
    return first.kind === "struct" ? memberRows(`${path}->`, first, later) : valueRows(`*${path}`, first, later);
  if (!later) return [];
  const made = later.kind === "struct" ? memberRows(`${path}->`, later, undefined) : valueRows(`*${path}`, later);
  return made.map((line) => ({ ...line, before: notSet, after: line.before }));
}

const pointeeOf = (value: DecodedValue | undefined) => (value?.kind === "pointer" ? value.pointee : undefined);

/** What a value is: its C type, or how many bytes where it has none. */
const typeText = (value: DecodedValue): string =>
  value.kind === "bytes" && value.type === "void" ? counted(value.hex.length / 2, "byte") : value.type;

function row(path: string, before: DecodedValue, after?: DecodedValue): ValueRow {
  const left = valueText(before);
  const right = after && valueText(after);
  return {
    path,
    type: typeText(before),
    before: left,
    ...(right !== undefined && right !== left ? { after: right } : {}),
  };
}
