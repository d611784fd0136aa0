import type { Btf } from "../../core/btf/btf.ts";
import type { TypeId } from "../../core/btf/types.ts";

/** Families of functions that programs are attached to by name: those of the kernel's own tests, LSM hooks, system calls. */
const functionFamilies = ["bpf_fentry_test", "bpf_modify_return_test", "bpf_lsm_", "security_", "__x64_sys_"];

/** The prototypes of tracepoints: what SEC("tp_btf/…") and SEC("raw_tp/…") programs get. */
const TRACEPOINT = "btf_trace_";

/**
 * Other functions that fentry, fexit and fmod_ret programs of examples and tests are attached to, ones whose return value
 * may be replaced among them (register_btf_fmodret_id_set and ALLOW_ERROR_INJECTION, v7.3).
 */
const functions = new Set([
  "__set_task_comm",
  "__sys_getsockname",
  "bpf_rstat_flush",
  "cmdline_proc_show",
  "d_path",
  "dentry_open",
  "do_exit",
  "do_nanosleep",
  "do_unlinkat",
  "eth_type_trans",
  "exit_creds",
  "filp_close",
  "inet_csk_accept",
  "inet_csk_listen_start",
  "inet_stream_connect",
  "mptcp_pm_new_connection",
  "should_fail_alloc_page",
  "should_failslab",
  "skb_tx_error",
  "tcp_connect",
  "tcp_init_sock",
  "tcp_sendmsg_locked",
  "udp_init_sock",
  "unix_listen",
  "update_socket_protocol",
  "vfs_fallocate",
  "vfs_open",
]);

/** The functions and tracepoints whose prototypes are kept, so that a program can be held against what it is attached to. */
export function* tracedFunctions(btf: Btf): Generator<TypeId> {
  for (const [id, { name }] of btf.ofKind("func")) {
    if (functions.has(name) || functionFamilies.some((start) => name.startsWith(start))) yield id;
  }
  for (const [id, { name }] of btf.ofKind("typedef")) if (name.startsWith(TRACEPOINT)) yield id;
}
