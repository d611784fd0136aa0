import { expect, test } from "vitest";
import { measuredTypes, programTypesOf } from "../../../src/core/facts/availability.ts";
import type { AttachForm } from "../../../src/core/facts/availability-file.ts";

const form = (name: string, program_type: AttachForm["program_type"], index: number): AttachForm => ({
  name,
  program_type,
  sleepable: name.endsWith(".s"),
  class: index,
});

const file = {
  forms: [
    form("lsm", "BPF_PROG_TYPE_LSM", 0),
    form("xdp", "BPF_PROG_TYPE_XDP", 1),
    form("lsm.s", "BPF_PROG_TYPE_LSM", 2),
    form("syscall", "BPF_PROG_TYPE_SYSCALL", 2),
  ],
  allowed: { f: [2], nobody: [] },
};

test("a program type may call what some of its forms may call", () => {
  const names = programTypesOf(file, "f")?.map(({ programType, allowed, refused }) => [
    programType,
    allowed.map(({ name }) => name),
    refused.map(({ name }) => name),
  ]);
  expect(names).toEqual([
    ["BPF_PROG_TYPE_LSM", ["lsm.s"], ["lsm"]],
    ["BPF_PROG_TYPE_SYSCALL", ["syscall"], []],
  ]);
});

test("nobody may is something else than that nobody knows", () => {
  expect(programTypesOf(file, "nobody")).toEqual([]);
  expect(programTypesOf(file, "unmeasured")).toBeUndefined();
  expect(programTypesOf(file, "toString")).toBeUndefined();
  expect([...measuredTypes(file)]).toEqual(["BPF_PROG_TYPE_LSM", "BPF_PROG_TYPE_XDP", "BPF_PROG_TYPE_SYSCALL"]);
});

/**
 * A prototype of others' counted 6.12 and 7.3 before: its figures, and why these differ. It took every pair for allowed with
 * bpf_iter_css_task_new, which only LSM programs, iterators and programs that sleep may call (-1), with
 * bpf_cast_to_kern_ctx, for which a tracing or syscall program has no kernel context (-1), and with __bpf_trap, which
 * nothing may reach (-1 in 7.3). It took for refused what only wants an RCU read-side section (5 kfuncs in 7.3), and left
 * out kfuncs that want an arena (3 of them registered for tracing and syscall programs).
 */
const figures: readonly (readonly [release: string, form: string, prototype: number, allowed: number])[] = [
  ["6.12", "xdp", 76, 76 - 1],
  ["6.12", "tc", 80, 80 - 1],
  ["6.12", "socket", 37, 37 - 1],
  ["6.12", "cgroup_skb/egress", 61, 61 - 1],
  ["6.12", "fentry", 90, 90 - 1 - 1],
  ["6.12", "fentry.s", 90 + 6, 90 + 6 - 1],
  ["6.12", "syscall", 92, 92 - 1],
  ["7.3", "xdp", 146, 146 - 1 - 1],
  ["7.3", "tc", 150, 150 - 1 - 1],
  ["7.3", "socket", 84, 84 - 1 - 1],
  ["7.3", "cgroup_skb/egress", 132, 132 - 1 - 1],
  ["7.3", "fentry", 213, 213 - 1 - 1 - 1 + 3],
  ["7.3", "fentry.s", 213 + 16, 213 + 16 - 1 - 1 + 3],
  ["7.3", "syscall", 245, 245 - 1 - 1 + 3 + 5],
];

test.each(figures)("Linux %s, %s: a prototype counted %i, here %i are allowed", (release, form, _, allowed) => {
  expect(mayCall(read(release).measured, ({ name }) => name === form)).toHaveLength(allowed);
});
