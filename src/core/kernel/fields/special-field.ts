import type { TypeId } from "../../btf/types.ts";

interface FieldStructRow {
  /** In bytes. */
  readonly size: number;
  readonly align: number;
  /** At most one stands in a value. */
  readonly isUnique?: true;
}

/** Structs that the verifier knows by their names within values and objects (btf_get_field_type, kernel/bpf/btf.c, v7.3). */
export const fieldStructs = {
  bpf_spin_lock: { size: 4, align: 4, isUnique: true },
  bpf_res_spin_lock: { size: 4, align: 4, isUnique: true },
  bpf_timer: { size: 16, align: 8, isUnique: true },
  bpf_wq: { size: 16, align: 8, isUnique: true },
  bpf_task_work: { size: 8, align: 8, isUnique: true },
  bpf_list_head: { size: 16, align: 8 },
  bpf_list_node: { size: 24, align: 8 },
  bpf_rb_root: { size: 16, align: 8 },
  bpf_rb_node: { size: 32, align: 8 },
  bpf_refcount: { size: 4, align: 4, isUnique: true },
} as const satisfies Record<string, FieldStructRow>;

export type FieldStruct = keyof typeof fieldStructs;

/** What lists and trees hang from. */
export type RootStruct = "bpf_list_head" | "bpf_rb_root";

/** What an object hangs in a list or tree by, and from what. */
export const nodeOf = { bpf_list_head: "bpf_list_node", bpf_rb_root: "bpf_rb_node" } as const satisfies Record<
  RootStruct,
  FieldStruct
>;

/** The tags of a pointer that is a field (btf_find_kptr, kernel/bpf/btf.c, v7.3). */
export const kptrTags = ["kptr_untrusted", "kptr", "percpu_kptr", "uptr"] as const;
export type KptrTag = (typeof kptrTags)[number];

/** The struct that a kptr leads to: one of the kernel's, or one of the program's own, which bpf_obj_new allocates. */
export interface KptrTarget {
  readonly of: "kernel" | "program";
  /** In the kernel's BTF, or in the object's. */
  readonly type: TypeId;
  readonly name: string;
}

/** What may hang from a list head or a tree's root: `__contains(struct, member)`. */
export interface Contained {
  /** In the object's BTF. */
  readonly type: TypeId;
  readonly name: string;
  /** Of the node in that struct, in bytes. */
  readonly nodeOffset: number;
}

interface Place {
  /** From the start of the value or object, in bytes. */
  readonly offset: number;
  readonly size: number;
}

export interface RootField extends Place {
  readonly kind: RootStruct;
  readonly contains: Contained;
}

export interface KptrField extends Place {
  readonly kind: KptrTag;
  readonly target: KptrTarget;
}

/** Memory in a value or an allocated object that only helpers and kfuncs touch. */
export type SpecialField = (Place & { readonly kind: Exclude<FieldStruct, RootStruct> }) | RootField | KptrField;

export type FieldKind = SpecialField["kind"];

const isOneOf = <Kind extends string>(kinds: readonly Kind[], kind: string): kind is Kind =>
  kinds.some((each) => each === kind);

export const isKptr = (field: SpecialField): field is KptrField => isOneOf(kptrTags, field.kind);

export const isRoot = (field: SpecialField): field is RootField => field.kind in nodeOf;

/** As the verifier names it (btf_field_type_name, include/linux/bpf.h, v7.3). */
export const fieldName = ({ kind }: SpecialField): string => (kind === "kptr_untrusted" ? "kptr" : kind);
