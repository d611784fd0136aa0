import { expect, test } from "vitest";
import { mayCallHelper } from "../../../src/core/kernel/helpers/helper-facts.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

const may = (name: string, programType: string, more: { attachType?: string; sleepable?: boolean } = {}) =>
  mayCallHelper(kernelFacts.helpers, name, {
    programType: programType as "BPF_PROG_TYPE_XDP",
    attachType: more.attachType,
    sleepable: more.sleepable ?? false,
  });

test("the program type decides", () => {
  expect(may("bpf_xdp_adjust_head", "BPF_PROG_TYPE_XDP")).toBe(true);
  expect(may("bpf_xdp_adjust_head", "BPF_PROG_TYPE_SCHED_CLS")).toBe(false);
});

test("so does the attach type, and whether the program may sleep", () => {
  const lsm = "BPF_PROG_TYPE_LSM";
  expect(may("bpf_copy_from_user", lsm, { attachType: "BPF_LSM_MAC", sleepable: true })).toBe(true);
  expect(may("bpf_copy_from_user", lsm, { attachType: "BPF_LSM_MAC" })).toBe(false);
  const address = "BPF_PROG_TYPE_CGROUP_SOCK_ADDR";
  expect(may("bpf_bind", address, { attachType: "BPF_CGROUP_INET4_CONNECT" })).toBe(true);
  expect(may("bpf_bind", address, { attachType: "BPF_CGROUP_INET4_BIND" })).toBe(false);
});

test("what nobody has measured is refused to nobody", () => {
  expect(may("bpf_of_tomorrow", "BPF_PROG_TYPE_XDP")).toBe(true);
  expect(may("toString", "BPF_PROG_TYPE_XDP")).toBe(true);
  expect(
    mayCallHelper({ forms: [], helpers: {} }, "bpf_bind", { programType: "BPF_PROG_TYPE_XDP", sleepable: false }),
  ).toBe(true);
});
