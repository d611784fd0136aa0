import type { KernelFacts } from "../../src/core/emulator/kernel-facts.ts";
import type { KfuncFacts } from "../../src/core/kernel/kfuncs/kfunc-facts.ts";
import { kernelBtf } from "./kernel-btf.ts";

const xdp = ["BPF_PROG_TYPE_XDP"] as const;
const any = [
  "BPF_PROG_TYPE_XDP",
  "BPF_PROG_TYPE_SCHED_CLS",
  "BPF_PROG_TYPE_CGROUP_SKB",
  "BPF_PROG_TYPE_SYSCALL",
  "BPF_PROG_TYPE_TRACING",
] as const;
const skb = ["BPF_PROG_TYPE_SCHED_CLS", "BPF_PROG_TYPE_CGROUP_SKB", "BPF_PROG_TYPE_SOCKET_FILTER"] as const;

const kfuncs: readonly KfuncFacts[] = [
  { name: "bpf_dynptr_from_xdp", flags: [], programTypes: xdp },
  { name: "bpf_dynptr_from_skb", flags: [], programTypes: skb },
  { name: "bpf_dynptr_slice", flags: ["KF_RET_NULL"], programTypes: any },
  { name: "bpf_dynptr_slice_rdwr", flags: ["KF_RET_NULL"], programTypes: any },
  { name: "bpf_dynptr_adjust", flags: [], programTypes: any },
  { name: "bpf_dynptr_is_null", flags: [], programTypes: any },
  { name: "bpf_dynptr_is_rdonly", flags: [], programTypes: any },
  { name: "bpf_dynptr_size", flags: [], programTypes: any },
  { name: "bpf_dynptr_clone", flags: [], programTypes: any },
  { name: "bpf_dynptr_copy", flags: [], programTypes: any },
  { name: "bpf_dynptr_memset", flags: [], programTypes: any },
  { name: "bpf_xdp_get_xfrm_state", flags: ["KF_ACQUIRE", "KF_RET_NULL"], programTypes: xdp },
  { name: "bpf_xdp_xfrm_state_release", flags: ["KF_RELEASE"], programTypes: xdp },
];

/** Facts about the kfuncs that have models, with some replaced. */
export const factsWith = (...replaced: readonly KfuncFacts[]): KernelFacts => ({
  release: "7.3",
  btf: kernelBtf,
  kfuncs: new Map([...kfuncs, ...replaced].map((facts) => [facts.name, facts])),
});

/** As the kernel registers them (net/xfrm/xfrm_state_bpf.c, kernel/bpf/helpers.c, net/core/filter.c, v7.3). */
export const kernelFacts: KernelFacts = factsWith();
