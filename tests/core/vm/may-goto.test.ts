import { expect, test } from "vitest";
import { assemble } from "../../../src/core/isa/assemble.ts";
import type { Machine } from "../../../src/core/vm/machine.ts";
import { runEveryWay } from "./run-every-way.ts";

/** The helper goes on in the program at slot 6. */
function goElsewhere(_id: number, machine: Machine): bigint {
  machine.jumpToProgram(6, 0n);
  return 0n;
}

function run(assembly: string, stepBudget = 1000) {
  const { instructions, problems } = assemble(assembly);
  expect(problems).toEqual([]);
  const environment = () => ({ callHelper: goElsewhere });
  return runEveryWay({ instructions }, { bytes: new Uint8Array(8), stepBudget, loopBudget: 5, environment });
}

const loop = "r0 = 0\nagain: may_goto end\nr0 += 1\ngoto again\nend:";

test("an interpreter that takes over where few instructions are left goes on with the loops that are left", () => {
  const { r0, steps, translated } = run(`${loop} exit`);
  expect({ r0, steps, translated }).toEqual({ r0: 5n, steps: 18, translated: true });
  for (let stepBudget = 1; stepBudget < steps; stepBudget++) {
    expect(run(`${loop} exit`, stepBudget).fault?.rule).toBe("step-budget");
  }
  expect(run(`${loop} exit`, steps).r0).toBe(5n);
});

test("an interpreter that takes over at a jump to an address goes on with the loops that are left", () => {
  const { r0, translated } = run(
    `${loop} ld_pseudo r1, 4, 2\ngotox r1\nmore: may_goto out\nr0 += 1\ngoto more\nout: exit`,
  );
  expect({ r0, translated }).toEqual({ r0: 5n, translated: true });
});

test("a program that a tail call leads to has all of its loops", () => {
  const { r0, translated } = run(`${loop} call 3\nexit\n${loop.replaceAll(/again|end/g, "$&_elsewhere")} exit`);
  expect({ r0, translated }).toEqual({ r0: 5n, translated: true });
});
