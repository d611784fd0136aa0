import type { Btf } from "./btf.ts";
import { alignOf, isPacked, sizeOf } from "./layout.ts";
import { type CStyle, printDeclaration } from "./print-declaration.ts";
import type { BtfComposite, BtfMember } from "./types.ts";

const tabs = (depth: number) => "\t".repeat(depth);

/** Units for padding, widest first: unnamed bit-fields of these types take exactly the bits they state. */
const paddingUnits = [
  { type: "long", bits: 64 },
  { type: "int", bits: 32 },
  { type: "short", bits: 16 },
  { type: "char", bits: 8 },
] as const;

const roundUp = (value: number, unit: number) => Math.ceil(value / unit) * unit;

/** A gap wider than this, in bits, is filled with one array instead of many unnamed bit-fields. */
const WIDE_GAP = 1024;

/** Unnamed bit-fields that fill the bits from `from` to `to`. None straddles a boundary of its own type. */
function padding(from: number, to: number): string[] {
  const fields: string[] = [];
  let at = from;
  if (to - from > WIDE_GAP) {
    const start = roundUp(from, 8);
    const bytes = Math.floor((to - start) / 8);
    fields.push(...padding(from, start), `char __padding${start / 8}[${bytes}];`);
    at = start + 8 * bytes;
  }
  while (at < to) {
    const unit = paddingUnits.find(({ bits }) => at % bits === 0 && at + bits <= to);
    const bits = unit?.bits ?? Math.min(to, roundUp(at + 1, 8)) - at;
    fields.push(`${unit?.type ?? "char"}: ${bits};`);
    at += bits;
  }
  return fields;
}

/** How many bits a member takes as a bit-field, or 0: stated, or by an integer type narrower than its bytes. */
function bitFieldWidth(btf: Btf, member: BtfMember): number {
  if (member.bitFieldSize > 0) return member.bitFieldSize;
  const type = btf.resolved(member.type);
  return type.kind === "int" && type.bits < 8 * type.size ? type.bits : 0;
}

/** The bit at which a compiler would put a member that follows `end`, if nothing stood between. */
function naturalOffset(btf: Btf, member: BtfMember, end: number, packed: boolean): number {
  const width = bitFieldWidth(btf, member);
  const unit = 8 * (packed ? 1 : alignOf(btf, member.type));
  if (width === 0) return roundUp(end, unit);
  return packed || (end % unit) + width <= 8 * sizeOf(btf, member.type) ? end : roundUp(end, unit);
}

/**
 * A member as C declares it. A struct with a tag but without a member name (-fms-extensions) is written out in place,
 * so that its members are found by every compiler.
 */
function printMember(style: CStyle, member: BtfMember, indent: number): string {
  const type = style.btf.resolved(member.type);
  if (member.name === "" && (type.kind === "struct" || type.kind === "union") && type.name !== "") {
    return `${type.kind} ${printRecordBody(style, type, indent)};`;
  }
  const width = bitFieldWidth(style.btf, member);
  const declaration = printDeclaration(style, member.type, member.name, indent);
  return `${declaration}${width > 0 ? `: ${width}` : ""};`;
}

function structLines(style: CStyle, type: BtfComposite, indent: number, packed: boolean): string[] {
  const { btf } = style;
  const lines: string[] = [];
  let end = 0;
  for (const member of type.members) {
    const { bitOffset } = member;
    if (naturalOffset(btf, member, end, packed) !== bitOffset) lines.push(...padding(end, bitOffset));
    lines.push(printMember(style, member, indent));
    end = bitOffset + (bitFieldWidth(btf, member) || 8 * sizeOf(btf, member.type));
  }
  const alignment = type.members.reduce((most, member) => Math.max(most, alignOf(btf, member.type)), 1);
  const naturalEnd = roundUp(end, 8 * (packed ? 1 : alignment));
  return naturalEnd === 8 * type.size ? lines : [...lines, ...padding(end, 8 * type.size)];
}

function unionLines(style: CStyle, type: BtfComposite, indent: number, packed: boolean): string[] {
  const { btf } = style;
  const lines = type.members.map((member) => printMember(style, member, indent));
  const largest = type.members.reduce((most, member) => Math.max(most, sizeOf(btf, member.type)), 0);
  const alignment = type.members.reduce((most, member) => Math.max(most, alignOf(btf, member.type)), 1);
  const natural = roundUp(largest, packed ? 1 : alignment);
  return natural === type.size ? lines : [...lines, `char __padding[${type.size}];`];
}

/** The braces of a struct or union with its members, and what makes a compiler give it the layout that BTF states. */
export function printRecordBody(style: CStyle, type: BtfComposite, indent: number): string {
  const packed = isPacked(style.btf, type);
  const lines =
    type.kind === "struct" ? structLines(style, type, indent + 1, packed) : unionLines(style, type, indent + 1, packed);
  const members = lines.map((line) => `${tabs(indent + 1)}${line}\n`).join("");
  return `{${members === "" ? "" : `\n${members}${tabs(indent)}`}}${packed ? " __attribute__((packed))" : ""}`;
}
