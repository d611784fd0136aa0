import type { ProgramType } from "../../uapi/program-types.ts";
import type { KfuncCheck } from "./check.ts";

/** may_access_direct_pkt_data with BPF_WRITE (kernel/bpf/verifier.c, v7.3). */
const mayWrite: ReadonlySet<string> = new Set<ProgramType>([
  "BPF_PROG_TYPE_SCHED_CLS",
  "BPF_PROG_TYPE_SCHED_ACT",
  "BPF_PROG_TYPE_XDP",
  "BPF_PROG_TYPE_LWT_XMIT",
  "BPF_PROG_TYPE_SK_SKB",
  "BPF_PROG_TYPE_SK_MSG",
  "BPF_PROG_TYPE_CGROUP_SOCKOPT",
]);

/** Whatever the dynptr leads to: the verifier goes by the program type alone (check_special_kfunc). */
export const packetWrite: KfuncCheck = {
  name: "packet-write",
  description: "Only programs that may write to packets get slices that they can write to.",
  before(kernel, { prototype }) {
    const { programType } = kernel.program;
    if (prototype.name !== "bpf_dynptr_slice_rdwr" || mayWrite.has(programType)) return;
    kernel.fault(
      "kfunc-not-allowed",
      `${prototype.name} is called, but ${programType} does not allow writes to packets`,
    );
  },
};
