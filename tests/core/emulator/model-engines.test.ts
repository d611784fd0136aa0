import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { Interpreter } from "../../../src/core/vm/interpreter/interpreter.ts";
import type { Program } from "../../../src/core/vm/machine.ts";
import { translateNow } from "../../../src/core/vm/translation/translation.ts";
import { engineCases, engineRun } from "../../drivers/engine-cases.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

/** Cases whose instructions the engines hand to the machine, whose addresses they have to tell apart, or which run more than once. */
const folders = [
  "arena",
  "moved-contexts",
  "packet-loads",
  "records",
  "redirect-programs",
  "timers",
  "walked-pointers",
];

const cases = engineCases.filter(({ name }) => folders.some((folder) => name.startsWith(`models/${folder}/`)));
const interpreter = Interpreter.loadNow();
const engines = {
  interpreter: (program: Program) => interpreter.prepare(program),
  translation: (program: Program) => translateNow(program),
};

test.each(cases)("every engine makes the same of $name", (each) => {
  const { linked, program, scenario } = engineRun(each);
  const { outcome } = emulate(linked, program, scenario, kernelFacts);
  expect(outcome).toBeDefined();
  for (const [engine, engineFor] of Object.entries(engines)) {
    const plain = emulate(linked, program, scenario, kernelFacts, { engineFor });
    expect({ ...plain.outcome, timeline: outcome?.timeline }, `by the ${engine}`).toEqual(outcome);
  }
});
