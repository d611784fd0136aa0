/**
 * Kfuncs that the verifier replaces by instructions of its own, so that no call is left for Linux to show
 * (bpf_fixup_kfunc_call, kernel/bpf/verifier.c, v7.3); older releases still call some of them.
 */
export const replacedKfuncs: ReadonlySet<string> = new Set([
  "bpf_cast_to_kern_ctx",
  "bpf_rdonly_cast",
  "bpf_session_is_return",
  "bpf_session_cookie",
  "bpf_iter_num_new",
  "bpf_iter_num_next",
  "bpf_iter_num_destroy",
]);
