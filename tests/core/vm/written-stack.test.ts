import { expect, test } from "vitest";
import { assemble } from "../../../src/core/isa/assemble.ts";
import type { Machine } from "../../../src/core/vm/machine.ts";
import { runEveryWay } from "./run-every-way.ts";

/** Helper 1 makes all of the stack unreadable, as the kernel does where it keeps something of its own. */
const environment = () => ({
  callHelper(_id: number, machine: Machine) {
    machine.frame.stack.initialised?.fill(0);
    return 0n;
  },
});

test.each([
  ["read after it was written", "*(u64 *)(r10 - 8) = 7\nr0 = *(u32 *)(r10 - 8)\nexit", 7n],
  ["read beside what was written", "*(u32 *)(r10 - 8) = 7\nr0 = *(u64 *)(r10 - 8)\nexit", "uninitialised-stack"],
  [
    "written before a call that makes it unreadable",
    "*(u64 *)(r10 - 8) = 7\ncall 1\nr0 = *(u64 *)(r10 - 8)\nexit",
    "uninitialised-stack",
  ],
  [
    "read before a call that makes it unreadable",
    "*(u64 *)(r10 - 8) = 7\nr1 = *(u64 *)(r10 - 8)\ncall 1\nr0 = *(u64 *)(r10 - 8)\nexit",
    "uninitialised-stack",
  ],
  ["written on one of two ways", "if r1 == 0 goto on\n*(u64 *)(r10 - 8) = 7\non: r0 = *(u64 *)(r10 - 8)\nexit", 7n],
  [
    "written on the other of two ways",
    "if r1 != 0 goto on\n*(u64 *)(r10 - 8) = 7\non: r0 = *(u64 *)(r10 - 8)\nexit",
    "uninitialised-stack",
  ],
  [
    "written in the round before",
    "r2 = 0\nloop: if r2 == 0 goto on\nr0 = *(u64 *)(r10 - 8)\non: *(u64 *)(r10 - 8) = r2\nr2 += 1\nif r2 != 5 goto loop\nexit",
    3n,
  ],
  [
    "written by the caller, not by this function",
    "*(u64 *)(r10 - 8) = 7\ncall inner\nexit\ninner: r0 = *(u64 *)(r10 - 8)\nexit",
    "uninitialised-stack",
  ],
])("a place on the stack, %s", (_name, assembly, ends) => {
  const { instructions, problems } = assemble(assembly);
  expect(problems).toEqual([]);
  const ending = runEveryWay({ instructions }, { bytes: new Uint8Array(8), stepBudget: 100, environment });
  expect(ending.r0 ?? ending.fault?.rule).toBe(ends);
});
