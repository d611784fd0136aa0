/**
 * What programs get as their context, by C name: one for each kind of program that has a struct for it (include/linux/bpf_types.h,
 * v7.3; `hid_bpf_ctx` is the argument of hid_bpf_ops). The contexts of SEC("iter/…") programs are the structs `bpf_iter__…`.
 */
export const programContexts = [
  "__sk_buff",
  "bpf_cgroup_dev_ctx",
  "bpf_nf_ctx",
  "bpf_perf_event_data",
  "bpf_raw_tracepoint_args",
  "bpf_sk_lookup",
  "bpf_sock",
  "bpf_sock_addr",
  "bpf_sock_ops",
  "bpf_sockopt",
  "bpf_sysctl",
  "hid_bpf_ctx",
  "pt_regs",
  "sk_msg_md",
  "sk_reuseport_md",
  "xdp_md",
] as const;

/** Contexts of SEC("iter/…") programs start so. */
export const ITERATOR_CONTEXT = "bpf_iter__";
