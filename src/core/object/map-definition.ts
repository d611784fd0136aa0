import type { Btf } from "../btf/btf.ts";
import { sizeOf } from "../btf/layout.ts";
import type { BtfMember, BtfTypeOf, TypeId } from "../btf/types.ts";
import { counted } from "../words/counted.ts";

/** What a map is created with: the arguments of bpf(BPF_MAP_CREATE), from its BTF definition. */
export interface MapDefinition {
  /** In enum bpf_map_type. */
  readonly type: number;
  /** In bytes. */
  readonly keySize: number;
  readonly valueSize: number;
  readonly maxEntries: number;
  /** BPF_F_… */
  readonly flags: number;
  readonly extra: bigint;
  /** In the object's BTF, where the definition names types and not only sizes. */
  readonly keyType?: TypeId;
  readonly valueType?: TypeId;
  /** Of the maps that a map of maps holds. */
  readonly inner?: MapDefinition;
}

/** Why a definition can't be read, in one sentence without a full stop. */
export class InvalidDefinition extends Error {}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** Numbers of enum bpf_map_type (include/uapi/linux/bpf.h, v7.3) whose definitions have `values`. */
export const PROG_ARRAY = 3;
const mapsOfMaps: readonly number[] = [12, 13];

/** `__uint(name, value)` of bpf_helpers.h: a pointer to an array of so many elements. */
function uint(btf: Btf, { name, type }: BtfMember): number {
  const pointer = btf.resolved(type);
  const array = pointer.kind === "ptr" ? btf.resolved(pointer.type) : undefined;
  if (array?.kind === "array") return array.length;
  throw new InvalidDefinition(`${name} is not written with __uint()`);
}

/** `__ulong(name, value)`: an enum with one value; `__uint` is taken as well. */
function ulong(btf: Btf, member: BtfMember): bigint {
  const type = btf.resolved(member.type);
  const value = type.kind === "enum" ? type.values[0]?.value : undefined;
  return value === undefined ? BigInt(uint(btf, member)) : BigInt.asUintN(64, value);
}

/** `__type(name, type)`: a pointer to the type. */
function pointee(btf: Btf, { name, type }: BtfMember): TypeId {
  const pointer = btf.resolved(type);
  if (pointer.kind === "ptr") return pointer.type;
  throw new InvalidDefinition(`${name} is not written with __type()`);
}

type Draft = Writable<MapDefinition>;

function setSize(draft: Draft, key: "keySize" | "valueSize", size: number, name: string): void {
  if (draft[key] !== 0 && draft[key] !== size) {
    throw new InvalidDefinition(`${name} says ${counted(size, "byte")} where ${draft[key]} were said before`);
  }
  draft[key] = size;
}

function setType(draft: Draft, key: "key" | "value", btf: Btf, member: BtfMember): void {
  const type = pointee(btf, member);
  const size = sizeOf(btf, type);
  if (size === 0) throw new InvalidDefinition(`the type of ${member.name} has no size`);
  setSize(draft, `${key}Size`, size, member.name);
  draft[`${key}Type`] = type;
}

/** `__array(values, type)`: an array without a length, of pointers to maps like the inner one or to programs. */
function setValues(draft: Draft, btf: Btf, member: BtfMember): void {
  const array = btf.resolved(member.type);
  const element = array.kind === "array" && array.length === 0 ? btf.resolved(array.element) : undefined;
  const target = element?.kind === "ptr" ? btf.resolved(element.type) : undefined;
  setSize(draft, "valueSize", 4, member.name);
  if (draft.type === PROG_ARRAY && target?.kind === "func_proto") return;
  if (!mapsOfMaps.includes(draft.type) || target?.kind !== "struct") {
    throw new InvalidDefinition(
      "values are for maps of maps, which name a map, and program arrays, which name programs",
    );
  }
  draft.inner = readMapDefinition(btf, target, "inner");
}

type FieldReader = (draft: Draft, btf: Btf, member: BtfMember) => void;
const ignored: FieldReader = () => {};

/** By name of the field, in libbpf's order. NUMA nodes and pinning change nothing in a run. */
const fields: Readonly<Record<string, FieldReader>> = {
  type: (draft, btf, member) => (draft.type = uint(btf, member)),
  max_entries: (draft, btf, member) => (draft.maxEntries = uint(btf, member)),
  map_flags: (draft, btf, member) => (draft.flags = uint(btf, member)),
  numa_node: ignored,
  key_size: (draft, btf, member) => setSize(draft, "keySize", uint(btf, member), member.name),
  key: (draft, btf, member) => setType(draft, "key", btf, member),
  value_size: (draft, btf, member) => setSize(draft, "valueSize", uint(btf, member), member.name),
  value: (draft, btf, member) => setType(draft, "value", btf, member),
  values: setValues,
  pinning: ignored,
  map_extra: (draft, btf, member) => (draft.extra = ulong(btf, member)),
};

/**
 * A map as its struct in `.maps` defines it (parse_btf_map_def, tools/lib/bpf/libbpf.c, v7.3). Throws `InvalidDefinition`
 * where libbpf refuses it. An inner definition holds no further one.
 */
export function readMapDefinition(
  btf: Btf,
  type: BtfTypeOf<"struct" | "union">,
  depth: "outer" | "inner",
): MapDefinition {
  const draft: Draft = { type: 0, keySize: 0, valueSize: 0, maxEntries: 0, flags: 0, extra: 0n };
  for (const member of type.members) {
    const read = fields[member.name];
    if (!read) throw new InvalidDefinition(`it has an unknown field ${member.name}`);
    if (depth === "inner" && member.name === "values") throw new InvalidDefinition("maps can't be nested any deeper");
    read(draft, btf, member);
  }
  if (draft.type === 0) throw new InvalidDefinition("its type isn't specified");
  return draft;
}
