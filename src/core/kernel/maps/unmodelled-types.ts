/** Types of maps without a model, by the reason for which they have none; a phrase that completes "have no model: …". */
export const unmodelledMapTypes: Readonly<Record<string, string>> = {
  BPF_MAP_TYPE_INSN_ARRAY:
    "libbpf makes them of jump tables, which have one, and no other program can load an address from such a map",
  BPF_MAP_TYPE_STRUCT_OPS: "libbpf makes them of variables in .struct_ops, and a definition in .maps has no operations",
};
