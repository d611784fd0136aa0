/** Helpers without a model, by the reason for which they have none; a phrase that completes "has no model: …". */
const groups: readonly { readonly reason: string; readonly names: readonly string[] }[] = [
  {
    reason: "what it gives is the hardware's: counters and branch records are no model's to make up",
    names: [
      "bpf_perf_event_read",
      "bpf_perf_event_read_value",
      "bpf_perf_prog_read_value",
      "bpf_read_branch_records",
      "bpf_get_branch_snapshot",
    ],
  },
  {
    reason: "there is no user memory behind a run",
    names: ["bpf_probe_write_user", "bpf_find_vma"],
  },
  {
    reason:
      "the modelled kernel has no table of symbols, and addresses that mean nothing would be read as ones that do",
    names: ["bpf_kallsyms_lookup_name"],
  },
  {
    reason: "a program that makes system calls would need all of bpf(2)",
    names: ["bpf_sys_bpf", "bpf_sys_close", "bpf_btf_find_by_name_kind"],
  },
  {
    reason: "the kernel's integrity measurement is not modelled",
    names: ["bpf_ima_inode_hash", "bpf_ima_file_hash"],
  },
  {
    reason: "infrared receivers are not modelled",
    names: ["bpf_rc_repeat", "bpf_rc_keydown", "bpf_rc_pointer_rel"],
  },
  {
    reason: "segment routing and encapsulation by lightweight tunnels are not modelled",
    names: ["bpf_lwt_push_encap", "bpf_lwt_seg6_store_bytes", "bpf_lwt_seg6_adjust_srh", "bpf_lwt_seg6_action"],
  },
  {
    reason: "messages of several pieces are not modelled",
    names: ["bpf_msg_push_data", "bpf_msg_pop_data"],
  },
  {
    reason: "the segments of a TCP connection are not modelled",
    names: ["bpf_load_hdr_opt", "bpf_store_hdr_opt", "bpf_reserve_hdr_opt"],
  },
  {
    reason: "the cookies of SYN segments are made with a secret of the boot",
    names: [
      "bpf_tcp_check_syncookie",
      "bpf_tcp_gen_syncookie",
      "bpf_tcp_raw_gen_syncookie_ipv4",
      "bpf_tcp_raw_gen_syncookie_ipv6",
      "bpf_tcp_raw_check_syncookie_ipv4",
      "bpf_tcp_raw_check_syncookie_ipv6",
    ],
  },
  {
    reason: "addresses and ports that are in use are not modelled",
    names: ["bpf_bind"],
  },
  {
    reason: "files of sockets are not modelled",
    names: ["bpf_sock_from_file"],
  },
  {
    reason: "binaries that are about to be executed are not modelled",
    names: ["bpf_bprm_opts_set"],
  },
  {
    reason: "namespaces of processes are not modelled",
    names: ["bpf_get_ns_current_pid_tgid"],
  },
  {
    reason: "registers of processes are not modelled",
    names: ["bpf_task_pt_regs"],
  },
  {
    reason: "no program of the kernels that are measured may call it",
    names: ["bpf_override_return"],
  },
  {
    reason: "values printed by their types are not modelled",
    names: ["bpf_seq_printf_btf", "bpf_snprintf_btf"],
  },
  {
    reason: "packets behind the arguments of traced functions are not modelled",
    names: ["bpf_skb_output", "bpf_xdp_output"],
  },
];

/** By name: why the helper has no model. Every helper of the newest kernel is here or has a model. */
export const unmodelledHelpers: ReadonlyMap<string, string> = new Map(
  groups.flatMap(({ reason, names }) => names.map((name) => [name, reason] as const)),
);
