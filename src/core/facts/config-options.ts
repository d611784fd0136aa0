/** An option of the kernel's configuration, and the kfuncs that are not there without it. */
interface ConfigOption {
  readonly option: string;
  readonly names: RegExp;
}

/**
 * Read in the Makefiles and at the sets (kernel/bpf/Makefile, kernel/bpf/helpers.c, net/…/Makefile, v7.3). What every
 * kfunc needs (CONFIG_BPF_SYSCALL, CONFIG_DEBUG_INFO_BTF) does not stand here.
 */
const configOptions: readonly ConfigOption[] = [
  { option: "CONFIG_SCHED_CLASS_EXT", names: /^(bpf_iter_|__)?scx_/ },
  { option: "CONFIG_HID_BPF", names: /^hid_bpf_/ },
  { option: "CONFIG_XFRM_INTERFACE", names: /^bpf_skb_(get|set)_xfrm_info$/ },
  { option: "CONFIG_XFRM", names: /^bpf_xdp_(get_)?xfrm_state/ },
  { option: "CONFIG_NF_NAT", names: /^bpf_ct_set_nat_info$/ },
  { option: "CONFIG_NF_CONNTRACK", names: /^bpf_(xdp_|skb_)?ct_/ },
  { option: "CONFIG_NF_FLOW_TABLE", names: /^bpf_xdp_flow_lookup$/ },
  { option: "CONFIG_NET_SCH_BPF", names: /^bpf_qdisc_|^bpf_kfree_skb$|^bpf_skb_get_hash$/ },
  { option: "CONFIG_NET_FOU", names: /^bpf_skb_(get|set)_fou_encap$/ },
  { option: "CONFIG_TCP_CONG_BBR", names: /^bbr_/ },
  { option: "CONFIG_TCP_CONG_CUBIC", names: /^cubictcp_/ },
  { option: "CONFIG_TCP_CONG_DCTCP", names: /^dctcp_/ },
  { option: "CONFIG_INET", names: /^bpf_ksock_|^tcp_/ },
  { option: "CONFIG_MEMCG", names: /^bpf_(get_|put_|get_root_)?mem_cgroup/ },
  { option: "CONFIG_BPF_JIT", names: /^bpf_cpumask_/ },
  { option: "CONFIG_CRYPTO", names: /^bpf_crypto_/ },
  { option: "CONFIG_SYSTEM_DATA_VERIFICATION", names: /^bpf_verify_pkcs7_signature$/ },
  { option: "CONFIG_KEYS", names: /^bpf_key_put$|^bpf_lookup_(user|system)_key$/ },
  { option: "CONFIG_BPF_LSM", names: /^bpf_(cgroup_read|sock_read|(get|set|remove)_dentry|get_file)_xattr$/ },
  { option: "CONFIG_BPF_LSM", names: /^bpf_(get_task_exe|put)_file$|^bpf_path_d_path$|^bpf_real_\w*inode$/ },
  { option: "CONFIG_FS_VERITY", names: /^bpf_get_fsverity_digest$/ },
  { option: "CONFIG_BINFMT_MISC_BPF", names: /^bpf_binprm_/ },
  { option: "CONFIG_IO_URING_BPF_OPS", names: /^bpf_io_uring_/ },
  { option: "CONFIG_DMA_SHARED_BUFFER", names: /^bpf_iter_dmabuf_/ },
  { option: "CONFIG_CGROUPS", names: /^bpf_cgroup_|^bpf_iter_css_|^bpf_task_(under_cgroup|get_cgroup1)$/ },
  { option: "CONFIG_CGROUPS", names: /^(cgroup|css)_rstat_/ },
  { option: "CONFIG_BPF_EVENTS", names: /^bpf_(probe_read|copy_from_user)_(\w+_)?dynptr$/ },
  { option: "CONFIG_BPF_EVENTS", names: /^bpf_session_|^bpf_send_signal_task$/ },
  { option: "CONFIG_CRASH_DUMP", names: /^crash_kexec$/ },
  { option: "CONFIG_S390", names: /^bpf_get_lowcore$/ },
];

/** The option without which a kernel has no such kfunc; undefined where it needs none of its own, or none is known. */
export function configOption(kfunc: string): string | undefined {
  return configOptions.find(({ names }) => names.test(kfunc))?.option;
}
