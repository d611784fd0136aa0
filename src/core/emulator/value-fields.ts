import type { Btf } from "../btf/btf.ts";
import { sizeOf } from "../btf/layout.ts";
import { memberPath } from "../btf/member-path.ts";
import { printType } from "../btf/print-type.ts";
import type { BtfMember, TypeId } from "../btf/types.ts";
import { bytesOfField } from "../bytes/bit-field.ts";
import type { TimelineField } from "./outcome.ts";

/** Elements of one array that are looked at. */
const MOST_ELEMENTS = 16;

function bitField(btf: Btf, path: string, { type, bitFieldSize }: BtfMember, bitOffset: number): TimelineField {
  const { start, length, shift } = bytesOfField({ bitOffset, size: bitFieldSize });
  const resolved = btf.resolved(type);
  const isSigned = resolved.kind === "int" && resolved.encoding.signed;
  const common = { path, type: printType(btf, type), offset: start, size: length };
  return { ...common, bits: { shift, width: bitFieldSize }, ...(isSigned && { signed: true }) };
}

/**
 * The numbers and pointers within a value that begins at `offset`, each as it is found, undefined for every value that is none;
 * of a union, what its first member is. `path` is empty for what has no name of its own.
 */
export function* valueFields(
  btf: Btf,
  path: string,
  type: TypeId,
  offset: number,
): Generator<TimelineField | undefined> {
  yield undefined;
  const resolved = btf.resolved(type);
  const common = { path, type: printType(btf, type), offset, size: sizeOf(btf, type) };
  if (resolved.kind === "int") yield { ...common, ...(resolved.encoding.signed && { signed: true as const }) };
  if (resolved.kind === "enum") yield { ...common, ...(resolved.signed && { signed: true as const }) };
  if (resolved.kind === "ptr") yield { ...common, pointer: true };
  if (resolved.kind === "array") {
    const size = sizeOf(btf, resolved.element);
    for (let index = 0; index < Math.min(resolved.length, MOST_ELEMENTS); index++) {
      yield* valueFields(btf, `${path}[${index}]`, resolved.element, offset + index * size);
    }
  }
  if (resolved.kind !== "struct" && resolved.kind !== "union") return;
  const members = resolved.kind === "union" ? resolved.members.slice(0, 1) : resolved.members;
  for (const member of members) {
    const inner = memberPath(path, member.name);
    if (member.bitFieldSize > 0) yield bitField(btf, inner, member, 8 * offset + member.bitOffset);
    else yield* valueFields(btf, inner, member.type, offset + member.bitOffset / 8);
  }
}

/** The first fields that are wanted, of so many values that are looked at. */
export function someFields(
  fields: Iterable<TimelineField | undefined>,
  most: { readonly values: number; readonly fields: number },
  isWanted: (field: TimelineField) => boolean = () => true,
): { readonly fields: TimelineField[]; readonly isCut: boolean } {
  const found: TimelineField[] = [];
  let values = 0;
  for (const field of fields) {
    if (field && isWanted(field)) {
      if (found.length === most.fields) return { fields: found, isCut: true };
      found.push(field);
    }
    if (++values === most.values) return { fields: found, isCut: true };
  }
  return { fields: found, isCut: false };
}
