import type { Btf } from "../../btf/btf.ts";
import { sizeOf } from "../../btf/layout.ts";
import type { BtfMember, TypeId } from "../../btf/types.ts";
import { readUnsigned, writeUnsigned } from "../../bytes/integers.ts";
import type { Region, RegionAccess } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";

/** Structs that the verifier knows within a map's value (btf_get_field_type, kernel/bpf/btf.c, v7.3). */
const fieldStructs = [
  "bpf_spin_lock",
  "bpf_res_spin_lock",
  "bpf_timer",
  "bpf_wq",
  "bpf_task_work",
  "bpf_list_head",
  "bpf_list_node",
  "bpf_rb_root",
  "bpf_rb_node",
  "bpf_refcount",
] as const;
export type FieldStruct = (typeof fieldStructs)[number];

/** A field of a map's value that only helpers and kfuncs touch: one of the structs, or a pointer to a kernel object. */
export interface SpecialField {
  readonly kind: FieldStruct | "kptr";
  /** In the value, in bytes. */
  readonly offset: number;
  readonly size: number;
}

const kptrTags = new Set(["kptr", "kptr_untrusted", "percpu_kptr", "uptr"]);

function isKptr(btf: Btf, id: TypeId): boolean {
  const pointer = btf.resolved(id);
  if (pointer.kind !== "ptr") return false;
  for (let type = btf.type(pointer.type); ; type = btf.type(type.type)) {
    if (type.kind === "type_tag" && kptrTags.has(type.name)) return true;
    if (type.kind !== "type_tag" && type.kind !== "const" && type.kind !== "volatile") return false;
  }
}

function fieldOf(btf: Btf, { type }: BtfMember, offset: number): SpecialField[] {
  const resolved = btf.resolved(type);
  const size = sizeOf(btf, type);
  if (isKptr(btf, type)) return [{ kind: "kptr", offset, size }];
  if (resolved.kind !== "struct" && resolved.kind !== "union") return [];
  const kind = fieldStructs.find((name) => name === resolved.name);
  return kind ? [{ kind, offset, size }] : membersOf(btf, type, offset);
}

function membersOf(btf: Btf, id: TypeId, start: number): SpecialField[] {
  const type = btf.resolved(id);
  if (type.kind !== "struct" && type.kind !== "union") return [];
  return type.members.flatMap((member) =>
    member.bitFieldSize > 0 ? [] : fieldOf(btf, member, start + Math.floor(member.bitOffset / 8)),
  );
}

/** The special fields of a value's type. Not found: those in arrays. `btf` is the object's. */
export const specialFields = (btf: Btf, valueType: TypeId | undefined): readonly SpecialField[] =>
  valueType === undefined ? [] : membersOf(btf, valueType, 0);

/** Loads and stores that keep off special fields; undefined where a value has none. */
export function specialFieldAccess(
  kernel: Kernel,
  name: string,
  fields: readonly SpecialField[],
  regionOf: () => Region,
): RegionAccess | undefined {
  if (fields.length === 0) return undefined;
  const check = (offset: number, size: number) => {
    const field = fields.find((each) => offset < each.offset + each.size && offset + size > each.offset);
    if (!field) return;
    if (field.kind === "kptr") kernel.fault("map-not-modelled", `${name} holds a kptr, which is not modelled`);
    kernel.fault("map-field", `the ${field.kind} in ${name} can't be loaded or stored`);
  };
  return {
    load(offset, size) {
      check(offset, size);
      return readUnsigned(regionOf().bytes, offset, size);
    },
    store(offset, size, value) {
      check(offset, size);
      writeUnsigned(regionOf().bytes, offset, size, value);
    },
  };
}
