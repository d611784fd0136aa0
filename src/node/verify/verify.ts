import { mkdirSync } from "node:fs";
import { type Diagnostic, hasErrors } from "../../core/diagnostics/diagnostic.ts";
import { counted } from "../../core/words/counted.ts";
import { type BuiltExamples, type CheckOptions, checkStages } from "../build/build.ts";
import { emulatedFacts } from "../build/kfunc-facts.ts";
import { Store } from "../cache/store.ts";
import type { LinuxKernel } from "../linux/job.ts";
import { chooseRuns } from "./choose-runs.ts";
import { emulatorEngine } from "./emulator-engine.ts";
import { type JobRunner, linuxEngine } from "./linux-engine.ts";
import { linuxTarget } from "./linux-target.ts";
import { planRuns } from "./plan-runs.ts";
import { type KernelReport, type KernelSummary, verifyKernel } from "./verify-kernel.ts";

export interface VerifyOptions extends CheckOptions {
  readonly kernels: readonly LinuxKernel[];
  readonly runJobs: JobRunner;
  /** Names of folders, examples or scenarios: only these run. All without one. */
  readonly only?: readonly string[];
}

/** What is told of a verification. */
export interface VerifySummary {
  /** Of the checks before, and of every kernel. */
  readonly diagnostics: readonly Diagnostic[];
  readonly kernels: readonly KernelSummary[];
}

export interface VerifyReport extends VerifySummary {
  readonly kernels: readonly KernelReport[];
}

/** Runs scenarios of compiled examples, those that are named, in both engines, on each kernel. */
export async function verifyExamples(
  { kernel: newest, content, examples, linked }: BuiltExamples,
  { kernels, runJobs, progress, only = [] }: Pick<VerifyOptions, "kernels" | "runJobs" | "progress" | "only">,
): Promise<KernelReport[]> {
  const runs = chooseRuns(planRuns(examples, linked), only);
  const facts = emulatedFacts(newest, content);
  const emulated = await progress(`Run ${counted(runs.length, "scenario")} in the emulator`, () =>
    emulatorEngine(facts).run(runs),
  );
  return progress(
    `Run ${counted(runs.length, "scenario")} in Linux ${kernels.map(({ release }) => release).join(", ")}`,
    () =>
      Promise.all(
        kernels.map((kernel) => {
          const engine = linuxEngine(linuxTarget(kernel, content, newest), newest.btf, runJobs);
          return verifyKernel(kernel, engine, runs, emulated, newest.btf);
        }),
      ),
  );
}

/** Runs every scenario in both engines, on each kernel, and tells every difference. */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const { cache } = options;
  mkdirSync(cache, { recursive: true });
  const { diagnostics: before, built } = await checkStages(
    { ...options, withoutRecords: true, withoutSelfContained: true },
    new Store(cache),
  );
  if (!built) return { diagnostics: before, kernels: [] };
  const kernels = await verifyExamples(built, options);
  return { diagnostics: [...before, ...kernels.flatMap(({ diagnostics }) => diagnostics)], kernels };
}

/** Whether everything agreed. */
export const passed = ({ diagnostics, kernels }: VerifySummary): boolean =>
  kernels.length > 0 && !hasErrors(diagnostics);
