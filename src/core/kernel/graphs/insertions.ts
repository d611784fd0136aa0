/** Kfuncs that take over the node in their second argument (is_bpf_list_push_kfunc, is_bpf_rbtree_add_kfunc, verifier.c, v7.3). */
export const insertions: ReadonlySet<string> = new Set([
  "bpf_list_push_front",
  "bpf_list_push_front_impl",
  "bpf_list_push_back",
  "bpf_list_push_back_impl",
  "bpf_list_add",
  "bpf_rbtree_add",
  "bpf_rbtree_add_impl",
]);
