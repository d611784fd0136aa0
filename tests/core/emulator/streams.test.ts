import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { printOutcome } from "../../../src/core/emulator/print/print-outcome.ts";
import { engineCases, engineRun } from "../../drivers/engine-cases.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

test("what a program writes to its streams is kept and printed, each by its name", () => {
  const each = engineCases.find(({ name }) => name === "models/streams/streams.yaml#prints");
  if (!each) throw new Error("The case is gone");
  const { linked, program, scenario } = engineRun(each);
  const { outcome } = emulate(linked, program, scenario, kernelFacts);
  expect(outcome?.streams).toEqual({ stdout: "no arguments\n", stderr: "7 and word\n" });
  const lines = outcome ? printOutcome(outcome) : [];
  expect(lines.join("\n")).toContain("stderr:\n  7 and word");
});
