import { expect, test } from "vitest";
import type { Outcome } from "../../../src/core/emulator/outcome.ts";
import { compareEngines } from "../../../src/node/verify/compare-engines.ts";
import { emulatorEngine } from "../../../src/node/verify/emulator-engine.ts";
import type { EngineRun } from "../../../src/node/verify/engine.ts";
import { linuxJob } from "../../../src/node/verify/linux-job.ts";
import { observe } from "../../../src/node/verify/observation.ts";
import { engineCases, engineRun } from "../../drivers/engine-cases.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

function runOf(name: string): EngineRun {
  const found = engineCases.find((each) => each.name === name);
  if (!found) throw new Error(`no case ${name}`);
  return engineRun(found);
}

async function emulated(run: EngineRun): Promise<Outcome> {
  const [result] = await emulatorEngine(kernelFacts).run([run]);
  if (result?.kind !== "ran") throw new Error(`${run.key} did not run`);
  return result.outcome;
}

const thrown = "models/exceptions/exceptions.yaml#from-functions";

test("a call that never returns is not traced", () => {
  expect(linuxJob(runOf(thrown), kernelBtf).trace).toEqual([]);
});

test("a call that never returns is no difference where only the emulator shows it, and what it leads to is one", async () => {
  const run = runOf(thrown);
  const outcome = await emulated(run);
  expect(outcome.calls.map(({ kfunc }) => kfunc)).toEqual(["bpf_throw"]);
  const observed = { ...observe(outcome), calls: [] };
  expect(compareEngines(run.scenario, { result: "ran", observed }, outcome)).toEqual([]);
  const other = { ...observed, returns: "0" };
  expect(compareEngines(run.scenario, { result: "ran", observed: other }, outcome)).toMatchObject([
    { what: "the return value", linux: "0" },
  ]);
});

test("a call that returns is one, beside it", async () => {
  const run = runOf(thrown);
  const outcome = await emulated(run);
  const observed = { ...observe(outcome), calls: [{ kfunc: "bpf_rcu_read_lock", args: {} }] };
  expect(compareEngines(run.scenario, { result: "ran", observed }, outcome)).toMatchObject([
    { what: "the list of kfunc calls", linux: "bpf_rcu_read_lock", emulator: "none" },
  ]);
});
