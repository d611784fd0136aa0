import type { ProgramType } from "../../core/uapi/program-types.ts";

/** What a program of a section is loaded against: names that BTF is asked for, the first one that there is. */
type SectionTarget =
  | { readonly kind: "function"; readonly names: readonly string[] }
  /** The function that the iterator's target is registered by; every target makes a form. */
  | { readonly kind: "iterators" }
  /** Each member of each struct_ops type that is a function makes a form. */
  | { readonly kind: "struct_ops" }
  | { readonly kind: "typedef"; readonly names: readonly string[] };

/** A section name of libbpf and how it has a program loaded (`section_defs`, tools/lib/bpf/libbpf.c, v7.3). */
export interface Section {
  readonly name: string;
  /** Sections whose programs are loaded in the very same way, and only attached otherwise. */
  readonly also?: readonly string[];
  readonly programType: ProgramType;
  /** Of enum bpf_attach_type; absent where libbpf sets none. */
  readonly attachType?: string;
  readonly flags?: readonly ProgramFlag[];
  readonly target?: SectionTarget;
  /** The first release that means it; absent where any that can load it does. */
  readonly since?: string;
}

/** Bits of `prog_flags` (include/uapi/linux/bpf.h, v7.3). */
export const programFlags = {
  BPF_F_SLEEPABLE: 1 << 4,
  BPF_F_XDP_HAS_FRAGS: 1 << 5,
  BPF_F_XDP_DEV_BOUND_ONLY: 1 << 6,
} as const;

export type ProgramFlag = keyof typeof programFlags;

const sleepable = ["BPF_F_SLEEPABLE"] as const;
const frags = ["BPF_F_XDP_HAS_FRAGS"] as const;

/** Functions that may be traced, whose result may be changed, and in which programs may sleep; the latter names are for v6.1. */
const traced = { kind: "function", names: ["bpf_fentry_test1"] } as const;
const modified = { kind: "function", names: ["bpf_modify_return_test", "security_file_open"] } as const;
const asleep = { kind: "function", names: ["bpf_fentry_test1", "__x64_sys_nanosleep"] } as const;
const hook = (name: string) => ({ kind: "function", names: [`bpf_lsm_${name}`] }) as const;
const tracepoint = (name: string) => ({ kind: "typedef", names: [`btf_trace_${name}`] }) as const;

const type = (name: string) => `BPF_PROG_TYPE_${name}` as ProgramType;

function plain(name: string, programType: string, attachType?: string, also: readonly string[] = []): Section {
  return {
    name,
    programType: type(programType),
    ...(attachType !== undefined && { attachType }),
    ...(also.length > 0 && { also }),
  };
}

/** A section and the one for programs that may sleep. */
function both(section: Section, target = section.target, also: readonly string[] = []): Section[] {
  const slept = { ...section, name: `${section.name}.s`, flags: sleepable };
  return [section, { ...slept, ...(target && { target }), also }];
}

const tracing = (name: string, attachType: string, target?: SectionTarget): Section => ({
  ...plain(name, "TRACING", attachType),
  ...(target && { target }),
});

const socketAddress = (name: string, attachType: string) =>
  plain(`cgroup/${name}`, "CGROUP_SOCK_ADDR", `BPF_CGROUP_${attachType}`);

/**
 * In libbpf's order. Left out is `freplace`: such a program may call what the program that it replaces a part of may call.
 * A device-bound XDP program has no section of its own; its flag is set before the load.
 */
export const sections: readonly Section[] = [
  plain("socket", "SOCKET_FILTER"),
  plain("sk_reuseport/migrate", "SK_REUSEPORT", "BPF_SK_REUSEPORT_SELECT_OR_MIGRATE"),
  plain("sk_reuseport", "SK_REUSEPORT", "BPF_SK_REUSEPORT_SELECT"),
  plain("kprobe", "KPROBE", undefined, ["uprobe", "kretprobe", "uretprobe", "ksyscall", "kretsyscall", "usdt"]),
  { ...plain("uprobe.s", "KPROBE", undefined, ["uretprobe.s", "usdt.s"]), flags: sleepable },
  plain("kprobe.multi", "KPROBE", "BPF_TRACE_KPROBE_MULTI", ["kretprobe.multi"]),
  plain("kprobe.session", "KPROBE", "BPF_TRACE_KPROBE_SESSION"),
  ...both(plain("uprobe.multi", "KPROBE", "BPF_TRACE_UPROBE_MULTI", ["uretprobe.multi"]), undefined, [
    "uretprobe.multi.s",
  ]),
  ...both(plain("uprobe.session", "KPROBE", "BPF_TRACE_UPROBE_SESSION")),
  plain("tc", "SCHED_CLS", undefined, ["classifier"]),
  plain("tcx/ingress", "SCHED_CLS", "BPF_TCX_INGRESS", ["tc/ingress"]),
  plain("tcx/egress", "SCHED_CLS", "BPF_TCX_EGRESS", ["tc/egress"]),
  plain("action", "SCHED_ACT"),
  plain("netkit/primary", "SCHED_CLS", "BPF_NETKIT_PRIMARY"),
  plain("netkit/peer", "SCHED_CLS", "BPF_NETKIT_PEER"),
  ...both(plain("tracepoint", "TRACEPOINT", undefined, ["tp"]), undefined, ["tp.s"]),
  ...both(plain("raw_tracepoint", "RAW_TRACEPOINT", undefined, ["raw_tp"]), undefined, ["raw_tp.s"]),
  plain("raw_tracepoint.w", "RAW_TRACEPOINT_WRITABLE", undefined, ["raw_tp.w"]),
  tracing("tp_btf", "BPF_TRACE_RAW_TP", tracepoint("sched_switch")),
  // v6.1 lets every tracing program say that it sleeps, even where it would run with preemption off.
  { ...tracing("tp_btf.s", "BPF_TRACE_RAW_TP", tracepoint("sys_enter")), flags: sleepable, since: "7.1" },
  ...both(tracing("fentry", "BPF_TRACE_FENTRY", traced), asleep),
  ...both(tracing("fmod_ret", "BPF_MODIFY_RETURN", modified), asleep),
  ...both(tracing("fexit", "BPF_TRACE_FEXIT", traced), asleep),
  ...both(tracing("fsession", "BPF_TRACE_FSESSION", traced), asleep),
  ...both(tracing("fsession.multi", "BPF_TRACE_FSESSION_MULTI")),
  ...both(tracing("fentry.multi", "BPF_TRACE_FENTRY_MULTI")),
  ...both(tracing("fexit.multi", "BPF_TRACE_FEXIT_MULTI")),
  ...both({ ...plain("lsm", "LSM", "BPF_LSM_MAC"), target: hook("file_open") }),
  { ...plain("lsm_cgroup", "LSM", "BPF_LSM_CGROUP"), target: hook("socket_bind") },
  ...both(tracing("iter", "BPF_TRACE_ITER", { kind: "iterators" })),
  { ...plain("syscall", "SYSCALL"), flags: sleepable },
  { ...plain("xdp.frags/devmap", "XDP", "BPF_XDP_DEVMAP"), flags: frags },
  plain("xdp/devmap", "XDP", "BPF_XDP_DEVMAP"),
  { ...plain("xdp.frags/cpumap", "XDP", "BPF_XDP_CPUMAP"), flags: frags },
  plain("xdp/cpumap", "XDP", "BPF_XDP_CPUMAP"),
  { ...plain("xdp.frags", "XDP", "BPF_XDP"), flags: frags },
  plain("xdp", "XDP", "BPF_XDP"),
  { ...plain("xdp.device-bound", "XDP", "BPF_XDP"), flags: ["BPF_F_XDP_DEV_BOUND_ONLY"] },
  plain("perf_event", "PERF_EVENT"),
  plain("lwt_in", "LWT_IN"),
  plain("lwt_out", "LWT_OUT"),
  plain("lwt_xmit", "LWT_XMIT"),
  plain("lwt_seg6local", "LWT_SEG6LOCAL"),
  plain("sockops", "SOCK_OPS", "BPF_CGROUP_SOCK_OPS"),
  plain("sk_skb/stream_parser", "SK_SKB", "BPF_SK_SKB_STREAM_PARSER"),
  plain("sk_skb/stream_verdict", "SK_SKB", "BPF_SK_SKB_STREAM_VERDICT"),
  plain("sk_skb/verdict", "SK_SKB", "BPF_SK_SKB_VERDICT"),
  plain("sk_skb", "SK_SKB"),
  plain("sk_msg", "SK_MSG", "BPF_SK_MSG_VERDICT"),
  plain("lirc_mode2", "LIRC_MODE2", "BPF_LIRC_MODE2"),
  plain("flow_dissector", "FLOW_DISSECTOR", "BPF_FLOW_DISSECTOR"),
  plain("cgroup_skb/ingress", "CGROUP_SKB", "BPF_CGROUP_INET_INGRESS"),
  plain("cgroup_skb/egress", "CGROUP_SKB", "BPF_CGROUP_INET_EGRESS"),
  plain("cgroup/skb", "CGROUP_SKB"),
  plain("cgroup/sock_create", "CGROUP_SOCK", "BPF_CGROUP_INET_SOCK_CREATE", ["cgroup/sock"]),
  plain("cgroup/sock_release", "CGROUP_SOCK", "BPF_CGROUP_INET_SOCK_RELEASE"),
  plain("cgroup/post_bind4", "CGROUP_SOCK", "BPF_CGROUP_INET4_POST_BIND"),
  plain("cgroup/post_bind6", "CGROUP_SOCK", "BPF_CGROUP_INET6_POST_BIND"),
  socketAddress("bind4", "INET4_BIND"),
  socketAddress("bind6", "INET6_BIND"),
  socketAddress("connect4", "INET4_CONNECT"),
  socketAddress("connect6", "INET6_CONNECT"),
  socketAddress("connect_unix", "UNIX_CONNECT"),
  socketAddress("sendmsg4", "UDP4_SENDMSG"),
  socketAddress("sendmsg6", "UDP6_SENDMSG"),
  socketAddress("sendmsg_unix", "UNIX_SENDMSG"),
  socketAddress("recvmsg4", "UDP4_RECVMSG"),
  socketAddress("recvmsg6", "UDP6_RECVMSG"),
  socketAddress("recvmsg_unix", "UNIX_RECVMSG"),
  socketAddress("getpeername4", "INET4_GETPEERNAME"),
  socketAddress("getpeername6", "INET6_GETPEERNAME"),
  socketAddress("getpeername_unix", "UNIX_GETPEERNAME"),
  socketAddress("getsockname4", "INET4_GETSOCKNAME"),
  socketAddress("getsockname6", "INET6_GETSOCKNAME"),
  socketAddress("getsockname_unix", "UNIX_GETSOCKNAME"),
  plain("cgroup/sysctl", "CGROUP_SYSCTL", "BPF_CGROUP_SYSCTL"),
  plain("cgroup/getsockopt", "CGROUP_SOCKOPT", "BPF_CGROUP_GETSOCKOPT"),
  plain("cgroup/setsockopt", "CGROUP_SOCKOPT", "BPF_CGROUP_SETSOCKOPT"),
  plain("cgroup/dev", "CGROUP_DEVICE", "BPF_CGROUP_DEVICE"),
  ...both({ ...plain("struct_ops", "STRUCT_OPS"), target: { kind: "struct_ops" } }),
  plain("sk_lookup", "SK_LOOKUP", "BPF_SK_LOOKUP"),
  plain("netfilter", "NETFILTER", "BPF_NETFILTER"),
];
