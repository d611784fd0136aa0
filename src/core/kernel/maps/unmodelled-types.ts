/** Types of maps without a model, by the reason for which they have none; a phrase that completes "have no model: …". */
export const unmodelledMapTypes: Readonly<Record<string, string>> = {
  BPF_MAP_TYPE_STRUCT_OPS: "libbpf makes them of variables in .struct_ops, and a definition in .maps has no operations",
};
