import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Btf } from "../../core/btf/btf.ts";
import { type Checked, pathOf } from "../../core/diagnostics/diagnostic.ts";
import { compareOutcome } from "../../core/emulator/compare/compare-outcome.ts";
import type { Mismatch } from "../../core/emulator/compare/mismatch.ts";
import type { KernelFacts } from "../../core/emulator/kernel-facts.ts";
import type { Progress } from "../build/build.ts";
import { compileExamples, compilerFor } from "../build/compile-examples.ts";
import { gatherExamples } from "../build/examples.ts";
import { tellMismatches } from "../build/judge-outcome.ts";
import { emulatedFacts } from "../build/kfunc-facts.ts";
import { checkNames, linkExamples } from "../build/link-examples.ts";
import { readContent } from "../build/read-content.ts";
import { kernelKfuncs, readKernel } from "../build/read-kernel.ts";
import { runnableVariants } from "../build/runnable-variants.ts";
import { checkVariants } from "../build/variants.ts";
import { Store } from "../cache/store.ts";
import type { ContentFile } from "../content/read-content-files.ts";
import type { Shard } from "../shards/shard.ts";
import { shareOf } from "../shards/share-examples.ts";
import { chooseRuns, isMeant } from "../verify/choose-runs.ts";
import { runInEmulator } from "../verify/emulator-engine.ts";
import { nameOfTarget } from "../verify/name-of-target.ts";
import { type PlannedRun, planRuns } from "../verify/plan-runs.ts";
import type { KernelReport } from "../verify/verify-kernel.ts";
import { chooseExamples } from "./choose-examples.ts";
import { type LinuxOptions, type Ran, runInLinux } from "./run-in-linux.ts";
import type { RunRecord, RunReport } from "./run-report.ts";
import { type ObservedValue, observedValues } from "./update-expectations.ts";

export interface RunOptions {
  /** The content folder. */
  readonly content: string;
  readonly cache: string;
  /** Folders, examples and scenarios, by name. */
  readonly names: readonly string[];
  readonly linux?: LinuxOptions;
  /** Only the part of the examples that is a shard's. */
  readonly shard?: Shard;
  /** The files of the folder, where they were read already. */
  readonly files?: Checked<readonly ContentFile[]>;
  readonly progress: Progress;
}

interface JudgedRun extends Ran {
  /** What its outcome has against what the scenario expects; undefined where it did not run. */
  readonly mismatches: readonly Mismatch[] | undefined;
}

function runHere(planned: PlannedRun, facts: KernelFacts, btf: Btf): JudgedRun {
  const result = runInEmulator(planned, facts);
  const mismatches = result.kind === "ran" ? compareOutcome(planned.scenario, result.outcome, btf) : undefined;
  return { planned, result, mismatches };
}

/** The findings, and what could be expected instead. */
function judge({ planned, result, mismatches = [] }: JudgedRun, facts: KernelFacts, btf: Btf) {
  const { index } = planned;
  const { example } = planned.variant;
  if (!example.spec || result.kind !== "ran") return { diagnostics: [], observed: [] };
  return {
    diagnostics: tellMismatches(example, index, mismatches, { run: planned, outcome: result.outcome, facts }, btf),
    observed: observedValues(example.spec, planned, mismatches),
  };
}

/** A run as it is told, with what a real kernel did with it where one was asked. */
function recordOf(
  { planned: { key, scenario }, result, mismatches }: JudgedRun,
  index: number,
  linux: KernelReport | undefined,
): RunRecord {
  const there = linux?.results[index];
  const differs = linux?.standings[index]?.standing === "differs";
  return {
    key,
    summary: scenario.summary,
    ...(mismatches && { meetsExpectation: mismatches.length === 0 && !differs }),
    answers: [{ engine: "the emulator", result }, ...(linux && there ? [{ engine: linux.name, result: there }] : [])],
  };
}

/** What became of the examples that were named. */
export interface ExamplesRun extends RunReport {
  readonly observed: readonly ObservedValue[];
  /** Names of all examples that are meant, in order, those of other shards too. */
  readonly chosen: readonly string[];
}

/** Compiles the examples that are named, and runs the scenarios meant in the emulator. No other file of the content is checked. */
export async function runExamples(options: RunOptions): Promise<ExamplesRun> {
  const { content: folder, cache, names, linux, shard, progress } = options;
  mkdirSync(cache, { recursive: true });
  const {
    sources,
    content,
    diagnostics: read,
  } = await progress("Read specs", () => readContent(folder, options.files, kernelKfuncs));
  const { value: kernel, diagnostics: facts } = await progress("Read kernel facts", () => readKernel(sources.kernels));
  if (!kernel) return { diagnostics: facts, runs: [], observed: [], chosen: [] };
  const meant = chooseExamples(gatherExamples(sources, content), names);
  const chosen = meant.map(({ key }) => key);
  const examples = shard ? shareOf(meant, shard) : meant;
  const compiler = compilerFor(kernel, join(cache, "headers"));
  const compilation = await progress("Compile", () => compileExamples(examples, compiler, new Store(cache)));
  const { linked, diagnostics: links } = linkExamples(compilation.compiled, kernel);
  const { runnable, diagnostics: unknown } = runnableVariants(linked, content, kernel);
  // A file of scenarios that could not be read is none's `spec`.
  const paths = new Set(examples.flatMap(({ source }) => [source.path, source.path.replace(/\.bpf\.c$/, ".yaml")]));
  const own = read.filter((finding) => paths.has(pathOf(finding)));
  const before = [
    ...own,
    ...facts,
    ...compilation.diagnostics,
    ...links,
    ...checkNames(linked),
    ...checkVariants(examples),
    ...unknown,
  ];
  const planned = planRuns(examples, runnable);
  const emulated = emulatedFacts(kernel, content);
  // What another shard runs is not missing here, and findings say why a scenario can't run.
  const mayLack = shard !== undefined || before.length > 0;
  const here = mayLack ? names.filter((name) => planned.some(({ key }) => isMeant(key, nameOfTarget(name)))) : names;
  const runs = mayLack && here.length === 0 ? [] : chooseRuns(planned, here);
  const ran = runs.map((each) => runHere(each, emulated, kernel.btf));
  const inLinux = linux && (await progress("Run in Linux", () => runInLinux(linux, ran, content, kernel)));
  const judged = ran.map((each) => judge(each, emulated, kernel.btf));
  return {
    diagnostics: [...before, ...judged.flatMap(({ diagnostics }) => diagnostics), ...(inLinux?.diagnostics ?? [])],
    runs: ran.map((each, index) => recordOf(each, index, inLinux)),
    observed: judged.flatMap(({ observed }) => observed),
    chosen,
  };
}
