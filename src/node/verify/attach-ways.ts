import { targetOf } from "../../core/emulator/context-input.ts";
import type { LinkedProgram } from "../../core/object/linked-object.ts";
import type { Attachment } from "../../core/spec/example-spec.ts";
import type { AttachWords } from "../linux/job.ts";

/** The number of an enumerator, as a word for the agent. */
export type NumberWord = (enumerator: string) => string;

/** The words for the agent's `attach.c`; undefined where a program of the kind is not attached but test-run. */
type Way = (attach: Attachment, program: LinkedProgram, number: NumberWord) => AttachWords | undefined;

const NFPROTO_IPV4 = "2";
/** Behind connection tracking's (NF_IP_PRI_CONNTRACK is -200), before mangling at -150 where IP is defragmented; any would do. */
const PRIORITY = -128;

const program: Way = () => ["program"];
const nothing: Way = () => undefined;
const cgroup: Way = ({ cgroup: path = "" }) => ["cgroup", path];

const iterator: Way = ({ map, process, cgroup: path, order = "BPF_CGROUP_ITER_SELF_ONLY" }, _, number) => {
  if (map !== undefined) return ["iterator", "map", map];
  if (process !== undefined) return ["iterator", "process", process];
  return path === undefined ? ["iterator"] : ["iterator", "cgroup", path, number(order)];
};

const netfilter: Way = ({ hook = "NF_INET_LOCAL_OUT", priority = PRIORITY }, _, number) => {
  return ["netfilter", number("BPF_NETFILTER"), NFPROTO_IPV4, number(hook), String(priority)];
};

const device =
  (byDefault: string): Way =>
  ({ device: name = "lo", device_bound = false }, { attachType = byDefault }, number) => {
    return ["device", number(attachType), name, ...(device_bound ? ["bound"] : [])];
  };

const namespace: Way = (_, { attachType = "" }, number) => ["namespace", number(attachType)];

const socketMap =
  (byDefault: string): Way =>
  ({ map = "" }, { attachType = byDefault }, number) => ["map", number(attachType), map];

const perfEvent: Way = ({ event = "PERF_COUNT_SW_CPU_CLOCK", period = 1_000_000 }, _, number) => {
  return ["perf-event", number(event), String(period)];
};

const structOps: Way = (_, __, number) => ["struct-ops", number("BPF_STRUCT_OPS")];

const functionSession: Way = (_, __, number) => ["target", number("BPF_TRACE_FSESSION")];

const kprobeSession: Way = (_, program, number) => {
  return ["kprobe-session", number("BPF_TRACE_KPROBE_SESSION"), targetOf(program)];
};

const functions: Way = (_, program, number) => ["functions", number(program.attachType ?? ""), targetOf(program)];

/** Attach types whose programs are attached otherwise than others of their type. */
const byAttachType: Readonly<Record<string, Way>> = {
  BPF_TRACE_ITER: iterator,
  BPF_LSM_CGROUP: cgroup,
  BPF_TRACE_FSESSION: functionSession,
  BPF_TRACE_KPROBE_SESSION: kprobeSession,
  BPF_TRACE_FENTRY_MULTI: functions,
  BPF_TRACE_FEXIT_MULTI: functions,
  BPF_TRACE_FSESSION_MULTI: functions,
};

const byProgramType: Readonly<Record<string, Way>> = {
  BPF_PROG_TYPE_KPROBE: program,
  BPF_PROG_TYPE_TRACEPOINT: program,
  BPF_PROG_TYPE_RAW_TRACEPOINT: program,
  BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE: program,
  BPF_PROG_TYPE_TRACING: program,
  BPF_PROG_TYPE_LSM: program,
  BPF_PROG_TYPE_PERF_EVENT: perfEvent,
  BPF_PROG_TYPE_CGROUP_SKB: cgroup,
  BPF_PROG_TYPE_CGROUP_SOCK: cgroup,
  BPF_PROG_TYPE_CGROUP_SOCK_ADDR: cgroup,
  BPF_PROG_TYPE_CGROUP_SOCKOPT: cgroup,
  BPF_PROG_TYPE_CGROUP_SYSCTL: cgroup,
  BPF_PROG_TYPE_CGROUP_DEVICE: cgroup,
  BPF_PROG_TYPE_SOCK_OPS: cgroup,
  BPF_PROG_TYPE_STRUCT_OPS: structOps,
  BPF_PROG_TYPE_NETFILTER: netfilter,
  BPF_PROG_TYPE_SCHED_CLS: device("BPF_TCX_INGRESS"),
  BPF_PROG_TYPE_XDP: device("BPF_XDP"),
  BPF_PROG_TYPE_SK_LOOKUP: namespace,
  BPF_PROG_TYPE_FLOW_DISSECTOR: namespace,
  BPF_PROG_TYPE_SYSCALL: nothing,
  BPF_PROG_TYPE_SK_MSG: socketMap("BPF_SK_MSG_VERDICT"),
  BPF_PROG_TYPE_SK_SKB: socketMap("BPF_SK_SKB_VERDICT"),
};

const wayOf = ({ programType, attachType = "" }: LinkedProgram) =>
  byAttachType[attachType] ?? byProgramType[programType];

/** Whether programs of this kind can be driven by a trigger. */
export const isAttachable = (linked: LinkedProgram): boolean => wayOf(linked) !== undefined;

export const isIterator = ({ attachType }: LinkedProgram): boolean => attachType === "BPF_TRACE_ITER";

export function attachWords(attach: Attachment, linked: LinkedProgram, number: NumberWord): AttachWords | undefined {
  return wayOf(linked)?.(attach, linked, number);
}
