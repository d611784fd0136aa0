import type { Btf } from "../../core/btf/btf.ts";
import type { TypeId } from "../../core/btf/types.ts";
import { programContexts } from "../../core/uapi/program-contexts.ts";
import { tracedFunctions } from "./traced-functions.ts";

/** How far pointers are followed from the roots. */
export const POINTER_DEPTH = 2;

/** What maps are to programs that look into them (`map_btf_id` of struct bpf_map_ops, v7.3). */
const mapStructs = [
  "bpf_arena",
  "bpf_array",
  "bpf_bloom_filter",
  "bpf_cgroup_storage_map",
  "bpf_cpu_map",
  "bpf_dtab",
  "bpf_htab",
  "bpf_local_storage_map",
  "bpf_queue_stack",
  "bpf_rhtab",
  "bpf_ringbuf_map",
  "bpf_shtab",
  "bpf_stab",
  "bpf_stack_map",
  "bpf_struct_ops_map",
  "lpm_trie",
  "reuseport_array",
  "xsk_map",
];

/** What examples read and write, what kfuncs take behind a `void *`, and what the verifier translates contexts to. */
const reachedStructs = [
  "bpf_cpumap_val",
  "bpf_devmap_val",
  "bpf_dynptr",
  "bpf_dynptr_kern",
  "bpf_fib_lookup",
  "bpf_flow_keys",
  "bpf_perf_event_value",
  "bpf_pidns_info",
  "bpf_redir_neigh",
  "bpf_refcount",
  "bpf_spin_lock",
  "bpf_tcp_sock",
  "bpf_tunnel_key",
  "bpf_xfrm_state",
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
  "user_key_payload",
  "vlan_hdr",
  "xdp_buff",
  "xfrm_replay_state_esn",
  "xfrm_state",
];

/** What TCP's congestion controls with kfuncs keep in `icsk_ca_priv` (tcp_cubic.c, tcp_dctcp.c, tcp_bbr.c in net/ipv4, v7.3). */
const congestionStructs = ["bbr", "bictcp", "dctcp"];

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

/**
 * The contexts of SEC("iter/…") programs and the iterators that programs keep on their stack, the records of SEC("tp/…")
 * programs, and the values of struct_ops maps, which hold the struct of operations.
 */
const structFamilies = ["bpf_iter_", "trace_event_raw_", "bpf_struct_ops_"];

function* familyStructs(btf: Btf): Generator<TypeId> {
  for (const [id, { name }] of btf.ofKind("struct"))
    if (structFamilies.some((start) => name.startsWith(start))) yield id;
}

/** The kernel's variables that programs may declare with `__ksym`, and the sections that say how large they are. */
function* variables(btf: Btf): Generator<TypeId> {
  for (const [id] of btf.ofKind("datasec")) yield id;
}

/**
 * What a trimmed kernel BTF is grown from: the kfuncs, the program contexts, the structs that examples reach, every enum (for
 * its constants), the typedefs of integers, the kernel's variables, and the prototypes of what programs trace.
 */
export function trimRoots(btf: Btf, kfuncs: readonly TypeId[]): Set<TypeId> {
  const roots = new Set<TypeId>(kfuncs);
  for (const id of structsNamed(btf, programContexts)) roots.add(id);
  for (const id of structsNamed(btf, reachedStructs)) roots.add(id);
  for (const id of structsNamed(btf, mapStructs)) roots.add(id);
  for (const id of structsNamed(btf, congestionStructs)) roots.add(id);
  for (const [id] of btf.ofKind("enum")) roots.add(id);
  for (const id of integerTypedefs(btf)) roots.add(id);
  for (const id of familyStructs(btf)) roots.add(id);
  for (const id of variables(btf)) roots.add(id);
  for (const id of tracedFunctions(btf)) roots.add(id);
  return roots;
}
