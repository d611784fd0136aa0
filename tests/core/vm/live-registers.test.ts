import { describe, expect, test } from "vitest";
import { assemble } from "../../../src/core/isa/assemble.ts";
import { basicBlocks, describeAll } from "../../../src/core/isa/control-flow.ts";
import { registerBit } from "../../../src/core/isa/register-use.ts";
import { liveRegisters } from "../../../src/core/vm/analysis/live-registers.ts";
import type { Machine } from "../../../src/core/vm/machine.ts";
import { runEveryWay } from "./run-every-way.ts";

function assembled(assembly: string) {
  const { instructions, problems } = assemble(assembly);
  expect(problems).toEqual([]);
  return instructions;
}

/** The registers that are live at the start of a program. */
function liveAtStart(assembly: string): string {
  const live = liveRegisters(basicBlocks(describeAll(assembled(assembly)), 0)).get(0) ?? 0;
  return Array.from({ length: 11 }, (_, index) => index)
    .filter((index) => live & registerBit(index))
    .map((index) => `r${index}`)
    .join(" ");
}

describe("registers are live that may be asked for before they are written", () => {
  test.each([
    ["what is returned", "exit", "r0"],
    ["what is written first", "r0 = 1\nr1 = r0\nexit", ""],
    ["what is changed", "r0 = r6\nr7 += 1\nexit", "r6 r7"],
    ["what is handed to a helper", "r2 = 1\ncall 5\nexit", "r1 r3 r4 r5"],
    ["what is handed to a subprogram", "call other\nexit\nother: r0 = 0\nexit", "r1 r2 r3 r4 r5"],
    ["on one way of two", "if r1 == 0 goto other\nr0 = r2\nexit\nother: r0 = r3\nexit", "r1 r2 r3"],
    [
      "in a later round of a loop",
      "r0 = 0\nloop: if r1 == 0 goto out\nr1 = r4\nr4 = r5\ngoto loop\nout: exit",
      "r1 r4 r5",
    ],
    [
      "on the way back to what was jumped over",
      "goto on\nback: r0 = r4\nr1 -= 1\non: if r1 != 0 goto back\nr0 = 1\nexit",
      "r1 r4",
    ],
    ["where anything may follow", "ld_pseudo r1, 4, 3\ngotox r1\nexit", "r0 r2 r3 r4 r5 r6 r7 r8 r9 r10"],
  ])("%s", (_name, assembly, expected) => {
    expect(liveAtStart(assembly)).toBe(expected);
  });
});

/** A way that is not taken, so long that the interpreter takes over before it. */
const long = `${"r0 += 1\n".repeat(20)}exit`;

describe("the interpreter that takes over where few instructions are left has the registers that it needs", () => {
  test.each([
    ["that are returned", "exit", 3n],
    ["that a helper takes", "call 1\nexit", 14n],
    ["that a subprogram takes", "call double\nexit", 14n],
    ["that are saved in the meantime", "call 1\nr0 = r6\nexit", 5n],
  ])("%s", (_name, rest, ends) => {
    const start = "r0 = 3\nr1 = 7\nr6 = 5\nr2 = 0";
    const loop = "loop: r2 += 1\nif r2 == 9 goto long\nif r2 < 3 goto loop";
    const double = rest.includes("double") ? "\ndouble: r0 = r1\nr0 += r1\nexit" : "";
    const instructions = assembled(`${start}\n${loop}\n${rest}\nlong: ${long}${double}`);
    const environment = () => ({ callHelper: (_id: number, machine: Machine) => 2n * machine.readRegister(1) });
    const options = { bytes: new Uint8Array(8), environment };
    const { r0, steps } = runEveryWay({ instructions }, { ...options, stepBudget: 1000 });
    expect(r0).toBe(ends);
    for (let stepBudget = steps; stepBudget < steps + 30; stepBudget++) {
      expect(runEveryWay({ instructions }, { ...options, stepBudget }).r0).toBe(ends);
    }
  });
});
