import type { ProgramType } from "../../uapi/program-types.ts";
import type { Region } from "../../vm/memory.ts";
import type { ContextModel } from "./context.ts";

/**
 * Program types whose operations have a convert_ctx_access: the verifier rewrites their accesses, and takes none through
 * a pointer that was moved (check_ctx_access, kernel/bpf/verifier.c, v7.3).
 */
const rewritten: ReadonlySet<ProgramType> = new Set([
  "BPF_PROG_TYPE_SOCKET_FILTER",
  "BPF_PROG_TYPE_SCHED_CLS",
  "BPF_PROG_TYPE_SCHED_ACT",
  "BPF_PROG_TYPE_XDP",
  "BPF_PROG_TYPE_PERF_EVENT",
  "BPF_PROG_TYPE_CGROUP_SKB",
  "BPF_PROG_TYPE_CGROUP_SOCK",
  "BPF_PROG_TYPE_LWT_IN",
  "BPF_PROG_TYPE_LWT_OUT",
  "BPF_PROG_TYPE_LWT_XMIT",
  "BPF_PROG_TYPE_SOCK_OPS",
  "BPF_PROG_TYPE_SK_SKB",
  "BPF_PROG_TYPE_SK_MSG",
  "BPF_PROG_TYPE_CGROUP_SOCK_ADDR",
  "BPF_PROG_TYPE_LWT_SEG6LOCAL",
  "BPF_PROG_TYPE_SK_REUSEPORT",
  "BPF_PROG_TYPE_FLOW_DISSECTOR",
  "BPF_PROG_TYPE_CGROUP_SYSCTL",
  "BPF_PROG_TYPE_CGROUP_SOCKOPT",
  "BPF_PROG_TYPE_SK_LOOKUP",
]);

/** The one type that reads its context as memory (is_var_ctx_off_allowed). */
const AS_MEMORY: ProgramType = "BPF_PROG_TYPE_SYSCALL";

/** Says of a context how the pointer to it may be moved. */
export function bound({ programType }: Pick<ContextModel, "programType">, region: Region): Region {
  if (programType !== AS_MEMORY) region.moved = rewritten.has(programType) ? "unmoved" : "forward";
  return region;
}
