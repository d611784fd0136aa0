import type { ProgramType } from "../../uapi/program-types.ts";

/** Groups of program types that share helpers for packets (net/core/filter.c, v7.3). */
export const trafficControl = ["BPF_PROG_TYPE_SCHED_CLS", "BPF_PROG_TYPE_SCHED_ACT"] as const satisfies ProgramType[];
export const filters = ["BPF_PROG_TYPE_SOCKET_FILTER", "BPF_PROG_TYPE_CGROUP_SKB"] as const satisfies ProgramType[];
export const tunnelOutput = ["BPF_PROG_TYPE_LWT_XMIT"] as const satisfies ProgramType[];
export const tunnels = [
  "BPF_PROG_TYPE_LWT_IN",
  "BPF_PROG_TYPE_LWT_OUT",
  ...tunnelOutput,
  "BPF_PROG_TYPE_LWT_SEG6LOCAL",
] as const satisfies ProgramType[];
export const socketStreams = ["BPF_PROG_TYPE_SK_SKB"] as const satisfies ProgramType[];
