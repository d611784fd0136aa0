import type { Btf } from "../../core/btf/btf.ts";
import { kfuncIds } from "../../core/btf/kfunc-ids.ts";
import type { TypeId } from "../../core/btf/types.ts";

/** How far pointers are followed from the roots. */
export const POINTER_DEPTH = 2;

/** What the context of each program type is laid out as, and what the verifier translates it to. */
const contextStructs = [
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
  "pt_regs",
  "sk_msg_md",
  "sk_reuseport_md",
  "xdp_buff",
  "xdp_md",
];

/** What examples read and write, and what kfuncs take behind a `void *`. */
const reachedStructs = [
  "bpf_dynptr",
  "bpf_dynptr_kern",
  "bpf_fib_lookup",
  "bpf_flow_keys",
  "bpf_xfrm_state_opts",
  "cgroup",
  "css_task_iter",
  "ethhdr",
  "icmp6hdr",
  "icmphdr",
  "inode",
  "ip_auth_hdr",
  "ip_esp_hdr",
  "iphdr",
  "ipv6hdr",
  "net",
  "net_device",
  "nf_conn",
  "sk_buff",
  "sock",
  "task_struct",
  "tcphdr",
  "udphdr",
  "vlan_hdr",
  "xfrm_replay_state_esn",
  "xfrm_state",
];

function* structsNamed(btf: Btf, names: readonly string[]): Generator<TypeId> {
  for (const name of names) {
    const id = btf.find("struct", name) ?? btf.find("union", name);
    if (id !== undefined) yield id;
  }
}

/** Every typedef of an integer: the words in which programs and libbpf's headers are written. */
function* integerTypedefs(btf: Btf): Generator<TypeId> {
  for (const [id] of btf.ofKind("typedef")) {
    const kind = btf.resolved(id).kind;
    if (kind === "int") yield id;
  }
}

/** The contexts of SEC("iter/…") programs, and the iterators that programs keep on their stack. */
function* bpfIterators(btf: Btf): Generator<TypeId> {
  for (const [id, type] of btf.ofKind("struct")) if (type.name.startsWith("bpf_iter_")) yield id;
}

/**
 * What a trimmed kernel BTF is grown from: every tagged kfunc and the functions named here, the program contexts, the
 * structs that examples reach, every enum (for its constants), and the typedefs of integers.
 */
export function trimRoots(btf: Btf, functions: readonly string[] = []): Set<TypeId> {
  const roots = new Set<TypeId>(kfuncIds(btf));
  for (const name of functions) for (const id of btf.findAll("func", name)) roots.add(id);
  for (const id of structsNamed(btf, contextStructs)) roots.add(id);
  for (const id of structsNamed(btf, reachedStructs)) roots.add(id);
  for (const [id] of btf.ofKind("enum")) roots.add(id);
  for (const id of integerTypedefs(btf)) roots.add(id);
  for (const id of bpfIterators(btf)) roots.add(id);
  return roots;
}
