import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { Emulator } from "../../../src/core/emulator/emulator.ts";
import { Interpreter } from "../../../src/core/vm/interpreter/interpreter.ts";
import type { Program } from "../../../src/core/vm/machine.ts";
import { translateNow } from "../../../src/core/vm/translation/translation.ts";
import { engineCases, engineRun } from "../../drivers/engine-cases.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

/** Cases whose instructions the engines hand to the machine, whose addresses they have to tell apart, or which run more than once. */
const folders = [
  "arena",
  "function-arguments",
  "function-memory",
  "moved-contexts",
  "null-checks",
  "packet-bounds",
  "packet-changes",
  "packet-loads",
  "passed-pointers",
  "pointer-arithmetic",
  "records",
  "redirect-programs",
  "replaced-functions",
  "sleeping-helpers",
  "stacks",
  "stored-pointers",
  "streams",
  "timers",
  "traps",
  "unchecked-objects",
  "unchecked-pointers",
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

const btf = readFileSync(new URL("../../../content/kernels/7.3/vmlinux.btf", import.meta.url));
const { value: emulator } = Emulator.load(
  { ...kernelFacts, kfuncs: [...kernelFacts.kfuncs.values()], btf },
  "vmlinux.btf",
);
const redirects = cases.filter(({ name }) => name.startsWith("models/redirect-programs/"));

test.each(redirects)("what a page runs of $name is the same by every engine", async (each) => {
  const { object, program, scenario } = engineRun(each);
  const linked = emulator?.link(object, "redirects.o").value;
  if (!emulator || !linked) throw new Error("The emulator does not load");
  const { outcome } = await emulator.run(linked, program, scenario, "stepwise");
  expect(outcome).toBeDefined();
  for (const engine of ["interpreter", "translation"] as const) {
    const plain = await emulator.run(linked, program, scenario, engine);
    expect({ ...plain.outcome, timeline: outcome?.timeline }, `by the ${engine}`).toEqual(outcome);
  }
});
