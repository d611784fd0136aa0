import { describe, expect, test } from "vitest";
import { compareOutcome } from "../../../src/core/emulator/compare/compare-outcome.ts";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { modelCases, runsOf } from "../../drivers/model-cases.ts";

describe.each(modelCases)("%s", (name) => {
  test.each(runsOf(name))("$key", ({ linked, program, scenario }) => {
    const { outcome, problem } = emulate(linked, program, scenario, kernelFacts);
    expect(problem).toBeUndefined();
    const mismatches = outcome && compareOutcome(scenario, outcome, kernelFacts.btf);
    expect(mismatches?.map(({ message }) => message)).toEqual([]);
  });
});
