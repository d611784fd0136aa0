import type { Btf } from "../../btf/btf.ts";
import { modifiersOf } from "../../btf/modifiers.ts";
import type { BtfType, TypeId } from "../../btf/types.ts";
import type { ProgramType } from "../../uapi/program-types.ts";

/** How the program whose functions are looked at was loaded. */
export interface LoadedProgram {
  readonly programType: string;
  readonly attachType?: string | undefined;
}

/** The struct that each type of programs has for its context; types without one are not here (include/linux/bpf_types.h, v7.3). */
const contextStructs: Readonly<Partial<Record<ProgramType, string>>> = {
  BPF_PROG_TYPE_SOCKET_FILTER: "__sk_buff",
  BPF_PROG_TYPE_SCHED_CLS: "__sk_buff",
  BPF_PROG_TYPE_SCHED_ACT: "__sk_buff",
  BPF_PROG_TYPE_XDP: "xdp_md",
  BPF_PROG_TYPE_CGROUP_SKB: "__sk_buff",
  BPF_PROG_TYPE_CGROUP_SOCK: "bpf_sock",
  BPF_PROG_TYPE_CGROUP_SOCK_ADDR: "bpf_sock_addr",
  BPF_PROG_TYPE_LWT_IN: "__sk_buff",
  BPF_PROG_TYPE_LWT_OUT: "__sk_buff",
  BPF_PROG_TYPE_LWT_XMIT: "__sk_buff",
  BPF_PROG_TYPE_LWT_SEG6LOCAL: "__sk_buff",
  BPF_PROG_TYPE_SOCK_OPS: "bpf_sock_ops",
  BPF_PROG_TYPE_SK_SKB: "__sk_buff",
  BPF_PROG_TYPE_SK_MSG: "sk_msg_md",
  BPF_PROG_TYPE_FLOW_DISSECTOR: "__sk_buff",
  BPF_PROG_TYPE_KPROBE: "pt_regs",
  BPF_PROG_TYPE_PERF_EVENT: "bpf_perf_event_data",
  BPF_PROG_TYPE_RAW_TRACEPOINT: "bpf_raw_tracepoint_args",
  BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE: "bpf_raw_tracepoint_args",
  BPF_PROG_TYPE_CGROUP_DEVICE: "bpf_cgroup_dev_ctx",
  BPF_PROG_TYPE_CGROUP_SYSCTL: "bpf_sysctl",
  BPF_PROG_TYPE_CGROUP_SOCKOPT: "bpf_sockopt",
  BPF_PROG_TYPE_SK_REUSEPORT: "sk_reuseport_md",
  BPF_PROG_TYPE_SK_LOOKUP: "bpf_sk_lookup",
  BPF_PROG_TYPE_NETFILTER: "bpf_nf_ctx",
};

/** The typedef of registers; a struct of its name passes for it, too. */
const REGISTERS = "bpf_user_pt_regs_t";

/** Other structs that pass for the context: the kernel's own, and by the name of a typedef (btf_is_prog_ctx_type, kernel/bpf/btf.c, v7.3). */
const alsoUntagged: Readonly<Record<string, string>> = { __sk_buff: "sk_buff", xdp_md: "xdp_buff", pt_regs: REGISTERS };

const structOf = ({ programType }: LoadedProgram): string | undefined => contextStructs[programType as ProgramType];

const named =
  (name: string) =>
  (type: BtfType): boolean =>
    type.kind === "struct" && type.name === name;

const isWord = (type: BtfType): boolean => type.kind === "int" && type.size === 8;
const anything = (): boolean => true;
const iteratorContext = (type: BtfType): boolean => type.kind === "struct" && type.name.startsWith("bpf_iter__");

type Rule = (type: BtfType) => boolean;

/** What a tagged context may point to beside void and its own struct (btf_validate_prog_ctx_type, v7.3). */
const alsoTagged: Readonly<Record<string, readonly Rule[]>> = {
  BPF_PROG_TYPE_PERF_EVENT: [named("pt_regs")],
  BPF_PROG_TYPE_RAW_TRACEPOINT: [isWord],
  BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE: [isWord],
  BPF_PROG_TYPE_LSM: [isWord],
  BPF_PROG_TYPE_STRUCT_OPS: [isWord],
  BPF_PROG_TYPE_TRACEPOINT: [anything],
  BPF_PROG_TYPE_SYSCALL: [anything],
  BPF_PROG_TYPE_EXT: [anything],
};

/** The same for BPF_PROG_TYPE_TRACING, by where its programs are attached. */
const alsoTraced: Readonly<Record<string, readonly Rule[]>> = {
  BPF_TRACE_RAW_TP: [named("bpf_raw_tracepoint_args"), isWord],
  BPF_TRACE_ITER: [iteratorContext],
  BPF_TRACE_FENTRY: [isWord],
  BPF_TRACE_FEXIT: [isWord],
  BPF_MODIFY_RETURN: [isWord],
  BPF_TRACE_FSESSION: [isWord],
};

const withRegisters: ReadonlySet<string> = new Set(["BPF_PROG_TYPE_KPROBE", "BPF_PROG_TYPE_PERF_EVENT"]);

/** The outermost typedef counts. */
function isRegistersTypedef(btf: Btf, pointee: TypeId): boolean {
  const typedef = modifiersOf(btf, pointee).find(({ kind }) => kind === "typedef");
  return typedef?.kind === "typedef" && typedef.name === REGISTERS;
}

/** Whether a pointer without tags is the context to the verifier (btf_is_prog_ctx_type, v7.3). */
export function isContextPointer(btf: Btf, pointee: TypeId, program: LoadedProgram): boolean {
  if (program.programType === "BPF_PROG_TYPE_KPROBE" && isRegistersTypedef(btf, pointee)) return true;
  const struct = structOf(program);
  const type = btf.resolved(pointee);
  return struct !== undefined && [struct, alsoUntagged[struct]].some((name) => name !== undefined && named(name)(type));
}

/** Why a pointer with the tag `ctx` can't be one to the context; undefined where it can. */
export function contextProblem(btf: Btf, pointee: TypeId, program: LoadedProgram): string | undefined {
  const { programType, attachType = "" } = program;
  const type = btf.resolved(pointee);
  const struct = structOf(program);
  const others = programType === "BPF_PROG_TYPE_TRACING" ? alsoTraced[attachType] : alsoTagged[programType];
  if (type.kind === "void" || (withRegisters.has(programType) && isRegistersTypedef(btf, pointee))) return undefined;
  if (!("name" in type) || type.name === "") return "what it points to has no name";
  if (others?.some((rule) => rule(type)) || (struct !== undefined && named(struct)(type))) return undefined;
  return struct === undefined ? "it has to be `void *` in such programs" : `it has to be \`struct ${struct} *\``;
}
