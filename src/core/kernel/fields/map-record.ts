import type { Btf } from "../../btf/btf.ts";
import type { TypeId } from "../../btf/types.ts";
import { type FieldRecord, InvalidFields } from "./field-record.ts";
import { findFields, findVariableFields, type PlacedVariable } from "./find-fields.ts";
import type { ProgramTypes } from "./program-types.ts";
import { type FieldKind, type FieldStruct, fieldName } from "./special-field.ts";

const storages = ["SK_STORAGE", "INODE_STORAGE", "TASK_STORAGE", "CGRP_STORAGE"];
const locks = ["HASH", "RHASH", "ARRAY", "CGROUP_STORAGE", ...storages];
const timers = ["HASH", "RHASH", "LRU_HASH", "ARRAY"];
const kptrs = ["HASH", "RHASH", "PERCPU_HASH", "LRU_HASH", "LRU_PERCPU_HASH", "ARRAY", "PERCPU_ARRAY", ...storages];
const graphs = ["HASH", "LRU_HASH", "ARRAY"];

/** Types of maps, without BPF_MAP_TYPE_, whose values may have each field (map_check_btf, kernel/bpf/syscall.c, v7.3). */
const mapTypesByField: ReadonlyMap<FieldKind, readonly string[]> = new Map<FieldKind, readonly string[]>([
  ["bpf_spin_lock", locks],
  ["bpf_res_spin_lock", locks],
  ["bpf_timer", timers],
  ["bpf_wq", timers],
  ["bpf_task_work", timers],
  ["kptr_untrusted", kptrs],
  ["kptr", kptrs],
  ["percpu_kptr", kptrs],
  ["bpf_refcount", kptrs],
  ["uptr", ["TASK_STORAGE"]],
  ["bpf_list_head", graphs],
  ["bpf_rb_root", graphs],
]);

const fieldsOfValues: ReadonlySet<FieldKind> = new Set(mapTypesByField.keys());

/** What the kernel knows of a map's values. */
export interface MapTypes {
  readonly record?: FieldRecord;
  /** Why libbpf creates the map without BTF, in a few words: nothing in it is special then. */
  readonly withoutBtf?: string;
}

/** A value that no record can be made of has none, and the map is created all the same (map_check_btf). */
function recordOrNone(find: () => FieldRecord | undefined): FieldRecord | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof InvalidFields) return undefined;
    throw error;
  }
}

function allowed(record: FieldRecord | undefined, typeName: string): MapTypes {
  if (!record) return {};
  const short = typeName.replace(/^BPF_MAP_TYPE_/, "");
  const refused = record.fields.find(({ kind }) => !mapTypesByField.get(kind)?.includes(short));
  return refused ? { withoutBtf: `a map of type ${typeName} can't have a ${fieldName(refused)}` } : { record };
}

/** The fields of a map's values; `isShut` where programs may only read or only write. */
export function mapTypesOf(
  { types, whyRefused }: ProgramTypes,
  map: { readonly valueType: TypeId | undefined; readonly typeName: string; readonly isShut: boolean },
): MapTypes {
  if (map.valueType === undefined) return { withoutBtf: "its definition names no type of value" };
  if (whyRefused !== undefined) return { withoutBtf: whyRefused };
  const valueType = types.btf.resolve(map.valueType);
  const { record, ...refused } = allowed(
    recordOrNone(() => findFields(types, valueType, fieldsOfValues)),
    map.typeName,
  );
  if (record && map.isShut) return { withoutBtf: "special fields need a map that programs may read and write" };
  return record ? { record } : refused;
}

/** The fields of the variables in a section of global data, which is a value of an array. */
export function globalTypesOf({ types, whyRefused }: ProgramTypes, variables: readonly PlacedVariable[]): MapTypes {
  if (whyRefused !== undefined) return { withoutBtf: whyRefused };
  return allowed(
    recordOrNone(() => findVariableFields(types, variables, fieldsOfValues)),
    "BPF_MAP_TYPE_ARRAY",
  );
}

/** Whether a type of values has a field of some kinds, which are no kptrs. */
export function hasField(btf: Btf, valueType: TypeId | undefined, kinds: readonly FieldStruct[]): boolean {
  if (valueType === undefined) return false;
  const types = { btf, kernelBtf: btf };
  return recordOrNone(() => findFields(types, btf.resolve(valueType), new Set(kinds))) !== undefined;
}
