import { expect, test } from "vitest";
import { mayCallHelper } from "../../../src/core/kernel/helpers/helper-facts.ts";
import { helperMaySleep } from "../../../src/core/kernel/helpers/sleeping-helpers.ts";
import type { ProgramType } from "../../../src/core/uapi/program-types.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

const { helpers: facts } = kernelFacts;
const asleep = (programType: ProgramType) => ({ programType, flags: ["BPF_F_SLEEPABLE"] });
const awake = (programType: ProgramType) => ({ programType, flags: [] });

test("what the kernel gave a sleepable program and refused one of the same kind that is not may sleep", () => {
  const pairs = facts.forms.filter(
    ({ programType, attachType, sleepable }) =>
      sleepable &&
      facts.forms.some((each) => each.programType === programType && each.attachType === attachType && !each.sleepable),
  );
  const names = Object.keys(facts.helpers).filter((name) =>
    pairs.some(
      (form) => mayCallHelper(facts, name, form) && !mayCallHelper(facts, name, { ...form, sleepable: false }),
    ),
  );
  expect(names).toContain("bpf_copy_from_user");
  expect(names.filter((name) => !helperMaySleep(name, awake("BPF_PROG_TYPE_LSM")))).toEqual([]);
});

test("what sleepable programs alone may call need not sleep", () => {
  expect(helperMaySleep("bpf_kallsyms_lookup_name", asleep("BPF_PROG_TYPE_SYSCALL"))).toBe(false);
  expect(helperMaySleep("bpf_sys_close", asleep("BPF_PROG_TYPE_SYSCALL"))).toBe(true);
});

test("a process's stack is found by sleeping in sleepable programs, the program's own in those of uprobes", () => {
  const types = ["BPF_PROG_TYPE_KPROBE", "BPF_PROG_TYPE_TRACING", "BPF_PROG_TYPE_TRACEPOINT"] as const;
  const where = (name: string, loaded: typeof asleep) => types.filter((type) => helperMaySleep(name, loaded(type)));
  expect(where("bpf_get_task_stack", asleep)).toEqual(types);
  expect(where("bpf_get_stack", asleep)).toEqual(["BPF_PROG_TYPE_KPROBE"]);
  expect(where("bpf_get_task_stack", awake)).toEqual([]);
});
