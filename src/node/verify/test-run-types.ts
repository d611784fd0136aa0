import type { Btf } from "../../core/btf/btf.ts";
import { argumentStruct, type StructPlace } from "../../core/emulator/context-input.ts";
import type { LinkedObject, LinkedProgram } from "../../core/object/linked-object.ts";
import type { TestRun } from "../linux/job.ts";

/** What BPF_PROG_TEST_RUN takes for a program type (net/bpf/test_run.c, kernel/bpf/syscall.c, net/core/filter.c, v7.3). */
export interface TestRunType {
  readonly takesPacket: boolean;
  /** Struct of the context in the kernel's BTF; `argument` for the struct that the program's own argument points to. */
  readonly context?: string;
  /** What is handed over beside packet and context. */
  readonly options?: Pick<TestRun, "repeat" | "asksForContext">;
}

const ofSkb: TestRunType = { takesPacket: true, context: "__sk_buff" };

const testRunTypes: Readonly<Record<string, TestRunType>> = {
  BPF_PROG_TYPE_XDP: { takesPacket: true, context: "xdp_md" },
  BPF_PROG_TYPE_SCHED_CLS: ofSkb,
  BPF_PROG_TYPE_SCHED_ACT: ofSkb,
  BPF_PROG_TYPE_SOCKET_FILTER: ofSkb,
  BPF_PROG_TYPE_CGROUP_SKB: ofSkb,
  BPF_PROG_TYPE_LWT_IN: ofSkb,
  BPF_PROG_TYPE_LWT_OUT: ofSkb,
  BPF_PROG_TYPE_LWT_XMIT: ofSkb,
  BPF_PROG_TYPE_LWT_SEG6LOCAL: ofSkb,
  BPF_PROG_TYPE_FLOW_DISSECTOR: { takesPacket: true, context: "bpf_flow_keys" },
  BPF_PROG_TYPE_NETFILTER: { takesPacket: true, options: { asksForContext: false } },
  BPF_PROG_TYPE_SK_LOOKUP: { takesPacket: false, context: "bpf_sk_lookup" },
  BPF_PROG_TYPE_RAW_TRACEPOINT: { takesPacket: false, options: { repeat: 0, asksForContext: false } },
  BPF_PROG_TYPE_SYSCALL: { takesPacket: false, context: "argument", options: { repeat: 0, asksForContext: false } },
};

export const testRunType = ({ programType }: LinkedProgram): TestRunType | undefined => testRunTypes[programType];

/** The struct that a test-run's context is; undefined where it is bare numbers, or none. */
export function contextType(object: LinkedObject, program: LinkedProgram, kernelBtf: Btf): StructPlace | undefined {
  const name = testRunType(program)?.context;
  if (name === "argument") return argumentStruct(object, program);
  const type = name === undefined ? undefined : kernelBtf.find("struct", name);
  return type === undefined ? undefined : { btf: kernelBtf, type };
}
