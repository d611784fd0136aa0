import { expect, test } from "vitest";
import { isRegisteredFor } from "../../../src/core/facts/kfunc-hooks.ts";
import type { KfuncFact } from "../../../src/core/facts/kfuncs-file.ts";
import type { ProgramType } from "../../../src/core/uapi/program-types.ts";

const fact = (...types: readonly string[]): KfuncFact => ({
  module: "vmlinux",
  returns: "void",
  params: [],
  sets: types.map((type) => ({ set: "a_set", flags: [], registered_for: [`BPF_PROG_TYPE_${type}`] })),
  decl_tags: [],
});

/** Read in bpf_prog_type_to_kfunc_hook() of each release. */
const cases: readonly (readonly [release: string, registered: string, type: string, open: boolean])[] = [
  ["6.1", "TRACING", "LSM", true],
  ["6.1", "TRACING", "TRACEPOINT", false],
  ["6.1", "TRACING", "PERF_EVENT", false],
  ["6.1", "XDP", "XDP", true],
  ["6.12", "TRACING", "TRACEPOINT", true],
  ["6.12", "LSM", "TRACING", true],
  ["6.19", "TRACING", "RAW_TRACEPOINT", false],
  ["7.0", "TRACING", "RAW_TRACEPOINT", true],
  ["7.3", "TRACING", "RAW_TRACEPOINT_WRITABLE", false],
  ["7.3", "TRACING", "KPROBE", false],
  ["6.12", "CGROUP_SKB", "CGROUP_SYSCTL", true],
  ["6.12", "CGROUP_SKB", "SOCK_OPS", false],
  ["6.16", "CGROUP_SKB", "SOCK_OPS", true],
  ["6.16", "SOCK_OPS", "CGROUP_DEVICE", true],
  ["6.12", "LWT_IN", "LWT_SEG6LOCAL", true],
  ["6.12", "SCHED_CLS", "SCHED_ACT", false],
  ["6.12", "UNSPEC", "SK_LOOKUP", true],
];

test.each(cases)("Linux %s: what is registered for %s is open to %s: %s", (release, registered, type, open) => {
  expect(isRegisteredFor(fact(registered), `BPF_PROG_TYPE_${type}` as ProgramType, release)).toBe(open);
});

test("one of several sets is enough", () => {
  expect(isRegisteredFor(fact("XDP", "SCHED_CLS"), "BPF_PROG_TYPE_SCHED_CLS", "7.3")).toBe(true);
});
