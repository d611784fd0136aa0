import { beforeAll, describe, expect, test } from "vitest";
import { compareOutcome } from "../../../src/core/emulator/compare/compare-outcome.ts";
import type { Outcome, UnobservedPart } from "../../../src/core/emulator/outcome.ts";
import type { Scenario } from "../../../src/core/spec/example-spec.ts";
import { runLinuxJobs } from "../../../src/node/linux/run-linux-jobs.ts";
import type { EngineResult } from "../../../src/node/verify/engine.ts";
import { linuxEngine } from "../../../src/node/verify/linux-engine.ts";
import { engineCases, kinds, scenariosOf } from "../../drivers/engine-cases.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { cache, kernel, whyNot } from "../linux/kernels.ts";

const results = new Map<string, EngineResult>();

/** What Linux could not show can't be held to anything. */
function seen({ expect: expected, ...scenario }: Scenario, { unobserved = [] }: Outcome): Scenario {
  const hidden = new Set<UnobservedPart>(unobserved);
  const kept = Object.entries(expected).filter(
    ([key]) => !hidden.has((key === "return" ? "returns" : key) as UnobservedPart),
  );
  return { ...scenario, expect: Object.fromEntries(kept) };
}

describe(`every kind of driving in Linux${whyNot === "" ? "" : ` (not booted: ${whyNot})`}`, () => {
  beforeAll(async () => {
    if (!kernel || whyNot !== "") return;
    const runs = kinds.flatMap(engineCases);
    const engine = linuxEngine({ kernel, since: new Map() }, kernelBtf, (booted, jobs) =>
      runLinuxJobs(booted, jobs, { cache }),
    );
    const found = await engine.run(runs);
    for (const [index, { key }] of runs.entries()) {
      const result = found[index];
      if (result) results.set(key, result);
    }
  }, 300_000);

  describe.each(kinds)("%s", (kind) => {
    test.skipIf(whyNot !== "").each(scenariosOf(kind))("$name", (scenario) => {
      const result = results.get(`${kind}#${scenario.name}`);
      if (result?.kind !== "ran") throw new Error(JSON.stringify(result));
      const mismatches = compareOutcome(seen(scenario, result.outcome), result.outcome, kernelBtf);
      expect(mismatches.map(({ message }) => message)).toEqual([]);
    });
  });
});
