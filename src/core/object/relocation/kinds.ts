/** What a CO-RE relocation asks about: a member of a struct, a whole type, or an enumerator. */
export type RelocationFamily = "field" | "type" | "enumerator";

export interface RelocationKind {
  /** As enum bpf_core_relo_kind names it, without BPF_CORE_ (include/uapi/linux/bpf.h, v7.3). */
  readonly name:
    | "FIELD_BYTE_OFFSET"
    | "FIELD_BYTE_SIZE"
    | "FIELD_EXISTS"
    | "FIELD_SIGNED"
    | "FIELD_LSHIFT_U64"
    | "FIELD_RSHIFT_U64"
    | "TYPE_ID_LOCAL"
    | "TYPE_ID_TARGET"
    | "TYPE_EXISTS"
    | "TYPE_SIZE"
    | "ENUMVAL_EXISTS"
    | "ENUMVAL_VALUE"
    | "TYPE_MATCHES";
  readonly family: RelocationFamily;
}

/** By value of enum bpf_core_relo_kind. */
export const relocationKinds: readonly RelocationKind[] = [
  { name: "FIELD_BYTE_OFFSET", family: "field" },
  { name: "FIELD_BYTE_SIZE", family: "field" },
  { name: "FIELD_EXISTS", family: "field" },
  { name: "FIELD_SIGNED", family: "field" },
  { name: "FIELD_LSHIFT_U64", family: "field" },
  { name: "FIELD_RSHIFT_U64", family: "field" },
  { name: "TYPE_ID_LOCAL", family: "type" },
  { name: "TYPE_ID_TARGET", family: "type" },
  { name: "TYPE_EXISTS", family: "type" },
  { name: "TYPE_SIZE", family: "type" },
  { name: "ENUMVAL_EXISTS", family: "enumerator" },
  { name: "ENUMVAL_VALUE", family: "enumerator" },
  { name: "TYPE_MATCHES", family: "type" },
];
