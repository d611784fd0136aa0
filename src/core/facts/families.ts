/** A family of kfuncs: what `content/kfuncs/<family>/` holds, by the kfuncs' names. */
interface Family {
  readonly family: string;
  readonly names: RegExp;
}

/**
 * The first family whose pattern matches has the kfunc. Names tell more than sets do: the large sets of
 * kernel/bpf/helpers.c hold many families, and sets were split and renamed between releases, while names stay.
 */
const families: readonly Family[] = [
  { family: "sched-ext", names: /^(bpf_iter_|__)?scx_/ },
  { family: "hid", names: /^hid_bpf_/ },
  { family: "selftests", names: /^bpf_kfunc_call_|^bpf_testmod|^bpf_modify_return_test/ },
  { family: "dynptr", names: /^bpf_dynptr_|^bpf_(probe_read|copy_from_user)_(\w+_)?dynptr$/ },
  { family: "iterators", names: /^bpf_iter_/ },
  { family: "xfrm", names: /^bpf_(xdp|skb)_(\w+_)?xfrm_/ },
  { family: "conntrack", names: /^bpf_(xdp_|skb_)?ct_/ },
  { family: "xdp", names: /^bpf_xdp_(metadata_|pull_data)/ },
  { family: "cpumask", names: /^bpf_cpumask_/ },
  { family: "memory-cgroup", names: /^bpf_(get_|put_|get_root_)?mem_cgroup/ },
  { family: "cgroup", names: /^bpf_cgroup_|^(cgroup|css)_rstat_|^bpf_task_(under_cgroup|get_cgroup1)$/ },
  { family: "work", names: /^bpf_(wq|timer|task_work)_/ },
  { family: "task", names: /^bpf_task_|^bpf_send_signal_task$/ },
  { family: "memory", names: /^bpf_(percpu_)?obj_|^bpf_refcount_|^bpf_(list|rbtree)_/ },
  { family: "arena", names: /^bpf_arena_/ },
  { family: "sections", names: /^bpf_(rcu_read|preempt|local_irq|res_spin)_/ },
  { family: "strings", names: /^bpf_str(?!eam_)/ },
  { family: "user-memory", names: /^bpf_copy_from_user_/ },
  { family: "crypto", names: /^bpf_crypto_/ },
  { family: "keys", names: /^bpf_key_|^bpf_lookup_\w+_key$|^bpf_verify_pkcs7_/ },
  { family: "fs", names: /_xattr$|^bpf_(get_task_exe|put)_file$|^bpf_path_|^bpf_get_fsverity_|^bpf_real_\w*inode$/ },
  { family: "binfmt", names: /^bpf_binprm_/ },
  { family: "io-uring", names: /^bpf_io_uring_/ },
  { family: "qdisc", names: /^bpf_qdisc_|^bpf_kfree_skb$|^bpf_skb_get_hash$/ },
  { family: "tcp-cc", names: /^(bbr|cubictcp|dctcp|tcp)_/ },
  { family: "ksock", names: /^bpf_ksock_/ },
  { family: "network", names: /^bpf_(skb|sk|sock|xdp|icmp)_|^update_socket_protocol$/ },
  { family: "tracing", names: /^bpf_session_/ },
];

/** Where everything else stands. */
const OTHERS = "general";

/** The family of a kfunc, which is also its folder. */
export function familyOf(name: string): string {
  return families.find(({ names }) => names.test(name))?.family ?? OTHERS;
}
