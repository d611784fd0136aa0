import { sizeOf } from "../../btf/layout.ts";
import type { BtfType, TypeId } from "../../btf/types.ts";
import type { AccessSpec } from "./access-spec.ts";
import type { RelocationKind } from "./kinds.ts";

/** What a relocation puts into an instruction, for one of the two sides. */
export interface RelocationValue {
  readonly value: bigint;
  /** For an offset: how many bytes the member, or one element of it, takes, and of what type it is. */
  readonly access?: { readonly size: number; readonly type: BtfType };
  /** Whether the compiler is known to have written exactly this value. */
  readonly exact: boolean;
}

/** "missing": the kernel does not have it, and the instruction can't be kept. */
export type Valuation = RelocationValue | "missing" | "impossible";

/** The smallest aligned load that holds a bit-field whole. */
function bitFieldLoad(bitOffset: number, bits: number, typeSize: number): { offset: number; size: number } | undefined {
  for (let size = typeSize; size > 0 && size <= 8; size *= 2) {
    const offset = Math.floor(bitOffset / 8 / size) * size;
    if (bitOffset + bits - offset * 8 <= size * 8) return { offset, size };
  }
  return undefined;
}

function elementType(spec: AccessSpec, id: TypeId): TypeId {
  let at = spec.btf.resolve(id);
  for (let type = spec.btf.type(at); type.kind === "array"; type = spec.btf.type(at))
    at = spec.btf.resolve(type.element);
  return at;
}

function offsetValue(spec: AccessSpec, offset: number, id: TypeId): RelocationValue {
  const size = sizeOf(spec.btf, elementType(spec, id));
  return { value: BigInt(offset), access: { size, type: spec.btf.resolved(id) }, exact: true };
}

/** Of an array element, only the offset and the size are defined. */
function elementValue(kind: RelocationKind, spec: AccessSpec, id: TypeId): Valuation {
  if (kind.name === "FIELD_BYTE_OFFSET") return offsetValue(spec, Math.floor(spec.bitOffset / 8), id);
  if (kind.name === "FIELD_BYTE_SIZE") return { value: BigInt(sizeOf(spec.btf, id)), exact: true };
  return "impossible";
}

const isSigned = (type: BtfType) =>
  (type.kind === "enum" && type.signed) || (type.kind === "int" && type.encoding.signed);

function fieldValue(kind: RelocationKind, spec: AccessSpec | undefined): Valuation {
  if (kind.name === "FIELD_EXISTS") return { value: spec ? 1n : 0n, exact: true };
  const last = spec?.accesses.at(-1);
  if (!spec || !last) return "missing";
  if (last.name === undefined) return elementValue(kind, spec, last.type);
  const holder = spec.btf.type(last.type);
  const member = holder.kind === "struct" || holder.kind === "union" ? holder.members[last.index] : undefined;
  if (!member) return "impossible";
  const isBitField = member.bitFieldSize > 0;
  const typeSize = sizeOf(spec.btf, member.type);
  const load = isBitField
    ? bitFieldLoad(spec.bitOffset, member.bitFieldSize, typeSize)
    : { offset: Math.floor(spec.bitOffset / 8), size: typeSize };
  if (!load) return "impossible";
  const bits = isBitField ? member.bitFieldSize : load.size * 8;
  switch (kind.name) {
    case "FIELD_BYTE_OFFSET":
      return isBitField ? { value: BigInt(load.offset), exact: false } : offsetValue(spec, load.offset, member.type);
    case "FIELD_BYTE_SIZE":
      return { value: BigInt(load.size), exact: !isBitField };
    case "FIELD_SIGNED":
      return { value: isSigned(spec.btf.resolved(member.type)) ? 1n : 0n, exact: true };
    case "FIELD_LSHIFT_U64":
      return { value: BigInt(64 - (spec.bitOffset + bits - load.offset * 8)), exact: !isBitField };
    default:
      return { value: BigInt(64 - bits), exact: true };
  }
}

function typeValue(kind: RelocationKind, spec: AccessSpec | undefined): Valuation {
  if (!spec) return { value: 0n, exact: true };
  switch (kind.name) {
    case "TYPE_ID_LOCAL":
    case "TYPE_ID_TARGET":
      return { value: BigInt(spec.root), exact: false };
    case "TYPE_SIZE":
      return { value: BigInt(sizeOf(spec.btf, spec.root)), exact: true };
    default:
      return { value: 1n, exact: true };
  }
}

function enumeratorValue(kind: RelocationKind, spec: AccessSpec | undefined): Valuation {
  if (kind.name === "ENUMVAL_EXISTS") return { value: spec ? 1n : 0n, exact: true };
  const access = spec?.accesses[0];
  if (!spec || !access) return "missing";
  const type = spec.btf.type(access.type);
  const value = type.kind === "enum" ? type.values[access.index]?.value : undefined;
  return value === undefined ? "impossible" : { value: BigInt.asUintN(64, value), exact: true };
}

const valuations = { field: fieldValue, type: typeValue, enumerator: enumeratorValue } as const;

/** The value of a relocation in one BTF; `spec` is undefined where that BTF does not have what is asked for. */
export function relocationValue(kind: RelocationKind, spec: AccessSpec | undefined): Valuation {
  return valuations[kind.family](kind, spec);
}
