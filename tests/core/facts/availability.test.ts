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
