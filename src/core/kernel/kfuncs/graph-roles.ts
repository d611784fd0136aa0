import type { RootStruct } from "../fields/special-field.ts";
import type { ParameterRole } from "./prototype.ts";

/** What a parameter points to that takes a list or tree. */
export const rootStructs: Partial<Readonly<Record<ParameterRole, RootStruct>>> = {
  "list-head": "bpf_list_head",
  "rb-root": "bpf_rb_root",
};

/** The same for one that takes a node. */
export const nodeStructs: Partial<Readonly<Record<ParameterRole, "bpf_list_node" | "bpf_rb_node">>> = {
  "list-node": "bpf_list_node",
  "rb-node": "bpf_rb_node",
};
