import type { HandedObject } from "./form.ts";

/** A member of a struct_ops type that is a function. */
export interface Operation {
  readonly name: string;
  /** The kernel takes no struct without it. */
  readonly required?: true;
  readonly maySleep?: true;
  /** The scenario's trigger need not make the kernel call it. */
  readonly mayNotRun?: true;
  /** What a function returns that does nothing else; absent for void. */
  readonly result?: string;
  /** What stands in it where the draft is of another operation. */
  readonly statements: readonly string[];
  /** Kfuncs that `statements` and what is owed call. */
  readonly kfuncs?: readonly string[];
  /** What the operation has to do with an object that it is handed, by struct. */
  readonly owes?: Readonly<Record<string, NonNullable<HandedObject["owes"]>>>;
}

/** A struct_ops type of the kernel, and what a map of it needs to be taken. */
export interface StructOps {
  readonly struct: string;
  readonly operations: readonly Operation[];
  /** Members of the struct that are no functions. */
  readonly fields: readonly string[];
  readonly scenario: readonly string[];
}

const name = "kfdoc_draft";

const drop = { statement: "bpf_qdisc_skb_drop(skb, to_free);", kfunc: "bpf_qdisc_skb_drop" };
const insert = {
  statement: "scx_bpf_dsq_insert(p, SCX_DSQ_GLOBAL, SCX_SLICE_DFL, arg2);",
  kfunc: "scx_bpf_dsq_insert",
};

const reno = (call: string) => ({ kfuncs: [call.replace(/\(.*/, "")], statements: [`return ${call};`], result: call });

const empty = { statements: [] };

/**
 * Which operations the kernel asks for: `qdisc_gen_ops`' checks in net/sched/bpf_qdisc.c, tcp_validate_congestion_control()
 * in net/ipv4/tcp_cong.c and validate_ops() in kernel/sched/ext.c, v7.3.
 */
export const structOps: readonly StructOps[] = [
  {
    struct: "tcp_congestion_ops",
    operations: [
      { name: "init", ...empty },
      { name: "ssthresh", mayNotRun: true, required: true, ...reno("tcp_reno_ssthresh(sk)") },
      {
        name: "cong_avoid",
        required: true,
        kfuncs: ["tcp_reno_cong_avoid"],
        statements: ["tcp_reno_cong_avoid(sk, arg2, arg3);"],
        owes: { sock: { statement: "tcp_reno_cong_avoid(sk, arg2, arg3);", kfunc: "tcp_reno_cong_avoid" } },
      },
      { name: "undo_cwnd", mayNotRun: true, required: true, ...reno("tcp_reno_undo_cwnd(sk)") },
      { name: "set_state", mayNotRun: true, ...empty },
      { name: "cwnd_event", mayNotRun: true, ...empty },
      { name: "cwnd_event_tx_start", ...empty },
      { name: "in_ack_event", ...empty },
      { name: "pkts_acked", ...empty },
      { name: "cong_control", ...empty },
      { name: "min_tso_segs", mayNotRun: true, ...empty, result: "2" },
      { name: "sndbuf_expand", mayNotRun: true, ...empty, result: "2" },
    ],
    fields: [`.name = "${name}",`],
    scenario: [`trigger: [{ tcp: { congestion: ${name} } }]`],
  },
  {
    struct: "Qdisc_ops",
    operations: [
      {
        name: "enqueue",
        required: true,
        result: "1",
        kfuncs: [drop.kfunc],
        statements: [drop.statement, "return 1;"],
        owes: { sk_buff: drop },
      },
      { name: "dequeue", required: true, result: "NULL", statements: ["return NULL;"] },
      { name: "init", required: true, result: "0", statements: ["return 0;"] },
      { name: "reset", required: true, ...empty },
      { name: "destroy", required: true, ...empty },
    ],
    fields: [`.id = "${name}",`],
    scenario: [
      "kernel: { devices: [{ name: v0, type: veth }] }",
      "packet: [{ eth: {} }, { ipv4: { src: 10.0.0.1, dst: 10.0.0.2 } }, { udp: {} }]",
      `trigger: [{ qdisc: { device: v0, kind: ${name} } }, { send: v0 }]`,
    ],
  },
  {
    struct: "sched_ext_ops",
    operations: [
      { name: "running", ...empty },
      { name: "enqueue", ...empty, kfuncs: [insert.kfunc], owes: { task_struct: insert } },
      { name: "select_cpu", ...empty, result: "arg2" },
      { name: "dispatch", mayNotRun: true, ...empty },
      { name: "cpu_release", mayNotRun: true, ...empty },
      { name: "init", ...empty, result: "0", maySleep: true },
      { name: "init_cids", mayNotRun: true, ...empty, result: "0", maySleep: true },
    ],
    fields: [`.name = "${name}",`],
    scenario: ["trigger: [{ fork: {} }, { syscall: sched_yield }]"],
  },
  {
    struct: "hid_bpf_ops",
    operations: [
      { name: "hid_device_event", mayNotRun: true, ...empty, result: "0" },
      { name: "hid_hw_request", mayNotRun: true, ...empty, result: "0", maySleep: true },
    ],
    fields: [],
    scenario: ["trigger: [{ sleep: 1 }]"],
  },
  {
    struct: "io_uring_bpf_ops",
    operations: [{ name: "loop_step", mayNotRun: true, ...empty, result: "0", maySleep: true }],
    fields: [],
    scenario: ["trigger: [{ sleep: 1 }]"],
  },
];
