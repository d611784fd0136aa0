import { beforeAll, describe, expect, test } from "vitest";
import { compareOutcome } from "../../src/core/emulator/compare/compare-outcome.ts";
import type { Scenario } from "../../src/core/spec/example-spec.ts";
import { findRefusal } from "../../src/core/verifier/refusal.ts";
import { type FaultRule, faultRules } from "../../src/core/vm/fault.ts";
import { compareAlone } from "../../src/node/verify/compare-alone.ts";
import type { EngineResult, EngineRun } from "../../src/node/verify/engine.ts";
import { recordedRun } from "../../src/node/verify/recorded-run.ts";
import { drivers } from "../drivers/drivers.ts";
import { engineCases, engineRun } from "../drivers/engine-cases.ts";
import { batchRun, faultRuns, instructionBatches, instructionFaults, wordsOf } from "../drivers/instruction-batches.ts";
import { kernelBtf } from "../drivers/kernel-btf.ts";
import { kfuncCases, kfuncRuns } from "../drivers/kfunc-cases.ts";
import { globalAfter } from "../drivers/run-program.ts";

/** `KFDOC_CASES=models/spin-lock` runs the cases whose names hold this text, and no other. */
const { KFDOC_CASES: wanted = "" } = process.env;
const isAsked = ({ name }: { readonly name: string }) => name.includes(wanted);

const engine = engineCases.filter(isAsked);
const kfuncs = kfuncCases.filter(isAsked);
const batches = instructionBatches.filter(isAsked);

/** Every run of the cases, by its key. */
function allRuns(): EngineRun[] {
  const ofKfuncs = kfuncs.length > 0 ? kfuncRuns().filter(({ each }) => isAsked(each)) : [];
  return [
    ...ofKfuncs.map(({ run }) => run),
    ...batches.map(batchRun),
    ...(wanted === "" ? faultRuns() : []),
    ...engine.map(engineRun),
  ];
}

/** How a result is told where it is none to compare. */
function told(result: EngineResult): string {
  return result.kind === "rejected"
    ? findRefusal(result.log).messages.join("; ")
    : JSON.stringify(result).slice(0, 300);
}

function outcomeOf(result: EngineResult) {
  if (result.kind !== "ran" || result.outcome.fault) throw new Error(told(result));
  return result.outcome;
}

/** The rule that a program breaks: the emulator names it, and of the verifier's words one has to be among the rule's. */
function breaks(result: EngineResult, rule: FaultRule): boolean {
  if (result.kind === "ran") return result.outcome.fault?.rule === rule;
  if (result.kind !== "rejected") return false;
  const { messages } = findRefusal(result.log);
  return faultRules[rule].verifier.some((words) => messages.some((message) => message.includes(words)));
}

/** What differs from what a scenario expects, in the words of a build. */
function differences(scenario: Scenario, result: EngineResult, isReal: boolean): string[] {
  if (result.kind === "ran" && !isReal) {
    return compareOutcome(scenario, result.outcome, kernelBtf).map(({ message }) => message);
  }
  const run = recordedRun("", scenario, result);
  if (!run || run.result === "not-run") return [told(result)];
  return compareAlone(scenario, run, kernelBtf).map(({ message }) => message);
}

const values = kfuncs.filter((each) => "globals" in each.expect);
/** A program that is refused; what the verifier allows all the same, or says of it where it finds another fault first. */
interface RefusedCase {
  readonly name: string;
  readonly rule: FaultRule;
  readonly linuxAllows?: string | undefined;
  readonly linuxSays?: string | undefined;
}

const kfuncFaults = kfuncs.flatMap(({ name, expect: wanted }) => ("rule" in wanted ? [{ name, ...wanted }] : []));
const refused: readonly RefusedCase[] = [
  ...kfuncFaults,
  ...(wanted === "" ? instructionFaults : []).map(({ name, fault, linux_allows, linux_says }) => ({
    name: `instructions: ${name}`,
    rule: fault,
    linuxAllows: linux_allows,
    linuxSays: linux_says,
  })),
];

describe.each(drivers)("$name", ({ whyNot, isReal, run }) => {
  const results = new Map<string, EngineResult>();
  const resultOf = (key: string) => results.get(key) ?? { kind: "failed" as const, reason: `no result of ${key}` };

  beforeAll(async () => {
    if (whyNot !== "") return;
    const runs = allRuns();
    const all = await run(runs);
    for (const [index, { key }] of runs.entries()) results.set(key, all[index] ?? resultOf(key));
  }, 600_000);

  const may = test.skipIf(whyNot !== "");

  may.each(values)("gives: $name", ({ name, expect: due }) => {
    const outcome = outcomeOf(resultOf(name));
    const globals = "globals" in due ? due.globals : {};
    expect(Object.fromEntries(Object.keys(globals).map((global) => [global, globalAfter(outcome, global)]))).toEqual(
      globals,
    );
  });

  may.each(refused)("refuses: $name", ({ name, rule, linuxAllows, linuxSays }) => {
    const result = resultOf(name);
    if (isReal && linuxAllows !== undefined) expect(result.kind, `Linux allows ${linuxAllows}`).toBe("ran");
    else if (isReal && linuxSays !== undefined) expect(told(result)).toContain(linuxSays);
    else expect(breaks(result, rule), told(result)).toBe(true);
  });

  may.each(batches)("computes: $name", ({ name, cases }) => {
    const words = wordsOf(globalAfter(outcomeOf(resultOf(name)), "results") ?? "");
    const shown = cases.map((each, index) => `${each.name}: ${words[index]?.toString(16)}`);
    expect(shown).toEqual(cases.map(({ name: single, r0 }) => `${single}: ${r0.toString(16)}`));
  });

  may.each(engine)("does as expected: $name", ({ name, scenario }) => {
    const result = resultOf(name);
    if (result.kind === "not-run" && !name.startsWith("models/")) return;
    expect(differences(scenario, result, isReal), `${name}: ${told(result)}`).toEqual([]);
  });
});
