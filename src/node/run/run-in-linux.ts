import type { Content } from "../../core/spec/content.ts";
import type { Kernel } from "../build/read-kernel.ts";
import type { LinuxKernel } from "../linux/job.ts";
import type { EngineResult } from "../verify/engine.ts";
import { type JobRunner, linuxEngine } from "../verify/linux-engine.ts";
import { linuxTarget } from "../verify/linux-target.ts";
import type { PlannedRun } from "../verify/plan-runs.ts";
import { type KernelReport, verifyKernel } from "../verify/verify-kernel.ts";

/** A real kernel to run in, too. */
export interface LinuxOptions {
  readonly kernel: LinuxKernel;
  readonly runJobs: JobRunner;
}

/** A scenario that ran here. */
export interface Ran {
  readonly planned: PlannedRun;
  /** In the emulator. */
  readonly result: EngineResult;
}

/** Everything in a real kernel, held against the emulator. */
export function runInLinux(
  { kernel, runJobs }: LinuxOptions,
  ran: readonly Ran[],
  content: Content,
  newest: Kernel,
): Promise<KernelReport> {
  const engine = linuxEngine(linuxTarget(kernel, content, newest), newest.btf, runJobs);
  const planned = ran.map((each) => each.planned);
  const emulated = ran.map(({ result }) => result);
  return verifyKernel(kernel, engine, planned, emulated, newest.btf);
}
