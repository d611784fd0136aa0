import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { printOutcome } from "../../../src/core/emulator/print/print-outcome.ts";
import { engineCases, engineRun } from "../../drivers/engine-cases.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

function outcomeOf(scenarioName: string) {
  const each = engineCases.find(({ name }) => name === `models/streams/streams.yaml#${scenarioName}`);
  if (!each) throw new Error("The case is gone");
  const { linked, program, scenario } = engineRun(each);
  return emulate(linked, program, scenario, kernelFacts).outcome;
}

test("what a program writes to its streams is kept and printed, each by its name", () => {
  const outcome = outcomeOf("prints");
  expect(outcome?.streams).toEqual({ stdout: "no arguments\n", stderr: "7 and word\n" });
  const lines = outcome ? printOutcome(outcome) : [];
  expect(lines.join("\n")).toContain("stderr:\n  7 and word");
});

test("a stream with a stack in it is not shown, since nobody knows what it says", () => {
  expect(outcomeOf("stack")?.streams).toEqual({ stdout: "no arguments\n" });
});
