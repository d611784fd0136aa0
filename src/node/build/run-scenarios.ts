import { Derived, sameList } from "../../core/derived/derived.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import { type EmulationResult, emulate } from "../../core/emulator/emulate.ts";
import { gapOf } from "../../core/emulator/gap.ts";
import type { KernelFacts } from "../../core/emulator/kernel-facts.ts";
import type { SetupProblem } from "../../core/emulator/setup-problem.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import { codeVersion } from "../cache/code-version.ts";
import { contentKey, type KeyPart } from "../cache/content-key.ts";
import { jsonCoder, type Store } from "../cache/store.ts";
import type { Example } from "./examples.ts";
import { judgeOutcome } from "./judge-outcome.ts";
import {
  type EmulatorRun,
  hasUnknownNames,
  type LinkedExample,
  type LinkedVariant,
  programOf,
  type RanScenario,
} from "./link-examples.ts";
import type { Kernel } from "./read-kernel.ts";

/** The rooms of core that decide what a run does. */
const runningCode = ["bytes", "uapi", "elf", "btf", "isa", "object", "vm", "kernel", "emulator", "words"] as const;

interface Run {
  readonly index: number;
  readonly scenario: Scenario;
  readonly variant: LinkedVariant;
}

/** What a run depends on: not the scenario's name and text, nor what it expects. */
function runKey(code: string, kernel: Kernel, facts: KernelFacts, { scenario, variant }: Run): string {
  const { name: _, summary: __, expect: ___, ...input } = scenario;
  const called = variant.linked.kfuncs.map((name) => facts.kfuncs.get(name) as KeyPart);
  const program = programOf(variant, scenario)?.name;
  return contentKey(code, kernel.key, facts.release, variant.object, program, input as KeyPart, called);
}

/** The scenarios of an example whose variant was linked and has the program. */
function runsOf(example: Example, linked: readonly LinkedVariant[]): Run[] {
  const scenarios = example.spec?.value.scenarios ?? [];
  return scenarios.flatMap((scenario, index) => {
    const variant = linked.find((each) => each.variant === scenario.variant);
    const canRun = variant && programOf(variant, scenario) && !hasUnknownNames(variant, scenario);
    return canRun ? [{ index, scenario, variant }] : [];
  });
}

function setupProblem(
  { spec }: Example,
  { index, scenario }: Run,
  { message, path, help }: SetupProblem,
): Diagnostic[] {
  if (!spec) return [];
  const place = spec.spanOf(["scenarios", index, ...path]);
  return [errorAt(place, "run/scenario", `${scenario.name}: ${message}`, help === undefined ? {} : { help })];
}

function emulatorRun(result: EmulationResult): EmulatorRun | undefined {
  const gap = gapOf(result);
  if (gap !== undefined) return { gap };
  return result.outcome && { outcome: result.outcome };
}

interface RanExample {
  readonly ran: LinkedExample;
  readonly diagnostics: readonly Diagnostic[];
}

const runs = new Derived<RanExample>();
const codes = new Derived<string>();

/** Of the code that runs, as it was when this process began. */
const runningVersion = () => codes.of([], () => codeVersion(...runningCode.map((room) => `core/${room}`)));

async function runExample(
  example: Example,
  linked: readonly LinkedVariant[],
  kernel: Kernel,
  facts: KernelFacts,
  store: Store,
): Promise<RanExample> {
  const diagnostics: Diagnostic[] = [];
  const scenarios: RanScenario[] = [];
  for (const run of runsOf(example, linked)) {
    const { index, scenario } = run;
    const program = programOf(run.variant, scenario)?.name ?? "";
    const key = runKey(runningVersion(), kernel, facts, run);
    const emulated = await store.remember("outcomes", key, jsonCoder<EmulatorRun>(), async () => {
      const result = emulate(run.variant.linked, program, scenario, facts);
      if (result.problem && !result.problem.gap) diagnostics.push(...setupProblem(example, run, result.problem));
      return emulatorRun(result);
    });
    if (!emulated) continue;
    scenarios.push({ index, scenario, emulated });
    if ("outcome" in emulated) {
      const { outcome } = emulated;
      const ran = { linked: run.variant.linked, program, scenario };
      diagnostics.push(...judgeOutcome(example, index, { run: ran, outcome, facts }, kernel.btf));
    }
  }
  const plain = linked.find(({ variant }) => variant === undefined);
  const ran = { example, program: plain && programOf(plain), kfuncs: plain?.linked.kfuncs ?? [], scenarios };
  return { ran, diagnostics };
}

/**
 * Runs every scenario in the emulator, or takes its outcome from the store, and compares it with what is expected. One
 * that the emulator can't do is handed on with the reason: other engines have to vouch for it.
 */
export async function runScenarios(
  examples: readonly Example[],
  linked: readonly LinkedVariant[],
  kernel: Kernel,
  facts: KernelFacts,
  store: Store,
): Promise<{ ran: LinkedExample[]; diagnostics: Diagnostic[] }> {
  const results: RanExample[] = [];
  for (const example of examples) {
    const variants = linked.filter((variant) => variant.example === example);
    const called = new Set(variants.flatMap((variant) => variant.linked.kfuncs));
    const known = sameList([...called].map((name) => facts.kfuncs.get(name)));
    results.push(
      await runs.later([example, sameList(variants), kernel, known, store], () =>
        runExample(example, variants, kernel, facts, store),
      ),
    );
  }
  return { ran: results.map(({ ran }) => ran), diagnostics: results.flatMap(({ diagnostics }) => diagnostics) };
}
