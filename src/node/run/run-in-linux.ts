import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import type { Content } from "../../core/spec/content.ts";
import type { Kernel } from "../build/read-kernel.ts";
import type { LinuxKernel } from "../linux/job.ts";
import type { Engine, EngineResult } from "../verify/engine.ts";
import { type JobRunner, linuxEngine } from "../verify/linux-engine.ts";
import { linuxTarget } from "../verify/linux-target.ts";
import type { PlannedRun } from "../verify/plan-runs.ts";
import { verifyKernel } from "../verify/verify-kernel.ts";
import type { EngineAnswer } from "./run-report.ts";

/** Real kernels to run in, too. */
export interface LinuxOptions {
  readonly kernels: readonly LinuxKernel[];
  readonly runJobs: JobRunner;
}

/** A scenario that ran here. */
export interface Ran {
  readonly planned: PlannedRun;
  /** In the emulator. */
  readonly result: EngineResult;
}

export interface LinuxAnswers {
  readonly engine: string;
  /** In the order of the runs. */
  readonly results: readonly EngineResult[];
  /** Where they differ from what the emulator did. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything on one kernel, held against the emulator. */
async function runOn(
  kernel: LinuxKernel,
  { runJobs }: LinuxOptions,
  ran: readonly Ran[],
  content: Content,
  newest: Kernel,
): Promise<LinuxAnswers> {
  const { name, run } = linuxEngine(linuxTarget(kernel, content, newest), newest.btf, runJobs);
  let results: readonly EngineResult[] = [];
  const engine: Engine = {
    name,
    run: async (runs) => {
      results = await run(runs);
      return results;
    },
  };
  const planned = ran.map((each) => each.planned);
  const emulated = ran.map(({ result }) => result);
  const { diagnostics } = await verifyKernel(kernel, engine, planned, emulated, newest.btf);
  return { engine: name, results, diagnostics };
}

/** Everything on each kernel. */
export const runInLinux = (
  linux: LinuxOptions,
  ran: readonly Ran[],
  content: Content,
  newest: Kernel,
): Promise<LinuxAnswers[]> => Promise.all(linux.kernels.map((kernel) => runOn(kernel, linux, ran, content, newest)));

/** What each kernel did with one run. */
export const answersOf = (index: number, linux: readonly LinuxAnswers[]): EngineAnswer[] =>
  linux.flatMap(({ engine, results }) => {
    const result = results[index];
    return result ? [{ engine, result }] : [];
  });
