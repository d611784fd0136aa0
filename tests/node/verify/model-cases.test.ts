import { beforeAll, describe, expect, test } from "vitest";
import { compareOutcome } from "../../../src/core/emulator/compare/compare-outcome.ts";
import { runLinuxJobs } from "../../../src/node/linux/run-linux-jobs.ts";
import { compareEngines } from "../../../src/node/verify/compare-engines.ts";
import { emulatorEngine } from "../../../src/node/verify/emulator-engine.ts";
import type { EngineResult } from "../../../src/node/verify/engine.ts";
import { linuxEngine } from "../../../src/node/verify/linux-engine.ts";
import { recordedRun } from "../../../src/node/verify/recorded-run.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { modelCases, runsOf } from "../../drivers/model-cases.ts";
import { cache, kernel, whyNot } from "../linux/kernels.ts";

const wanted = process.env.KFDOC_MODEL_CASE;
const runs = modelCases.filter((name) => wanted === undefined || name.startsWith(wanted)).flatMap(runsOf);
const results = new Map<string, { readonly linux: EngineResult; readonly emulator: EngineResult }>();

/** Everything in which Linux and the emulator, or Linux and the scenario, do not agree. */
function disagreements(key: string): string[] {
  const run = runs.find((each) => each.key === key);
  const found = results.get(key);
  if (!run || !found) return ["it was not run"];
  const { linux, emulator } = found;
  if (emulator.kind !== "ran") return [`the emulator: ${JSON.stringify(emulator)}`];
  const recorded = recordedRun("", run.scenario, linux);
  if (!recorded || recorded.result === "not-run") return [`Linux: ${JSON.stringify(linux).slice(0, 3000)}`];
  const differences = compareEngines(run.scenario, recorded, emulator.outcome);
  const mismatches = linux.kind === "ran" ? compareOutcome(run.scenario, linux.outcome, kernelBtf) : [];
  return [
    ...differences.map(({ what, linux, emulator }) => `${what}: Linux ${linux}, the emulator ${emulator}`),
    ...mismatches.map(({ message }) => `Linux: ${message}`),
  ];
}

describe(`cases in both engines${whyNot === "" ? "" : ` (not run: ${whyNot})`}`, () => {
  beforeAll(async () => {
    if (!kernel || whyNot !== "") return;
    const engine = linuxEngine({ kernel, since: new Map() }, kernelBtf, (booted, jobs) =>
      runLinuxJobs(booted, jobs, { cache, guests: 1 }),
    );
    const emulated = await emulatorEngine(kernelFacts).run(runs);
    for (const [index, linux] of (await engine.run(runs)).entries()) {
      const [run, emulator] = [runs[index], emulated[index]];
      if (run && emulator) results.set(run.key, { linux, emulator });
    }
  }, 600_000);

  test.skipIf(whyNot !== "").each(runs)("$key", ({ key }) => {
    expect(disagreements(key)).toEqual([]);
  });
});
