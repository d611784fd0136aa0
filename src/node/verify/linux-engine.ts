import type { Btf } from "../../core/btf/btf.ts";
import { SetupSignal } from "../../core/emulator/setup-problem.ts";
import type { LinuxJob, LinuxKernel, LinuxResult } from "../linux/job.ts";
import type { Engine, EngineResult, EngineRun } from "./engine.ts";
import { linuxJob } from "./linux-job.ts";
import { type LinuxTarget, whyNotRun } from "./linux-limits.ts";
import { linuxOutcome } from "./linux-outcome.ts";

/** Runs jobs on a kernel; one result for each, in order. */
export type JobRunner = (kernel: LinuxKernel, jobs: readonly LinuxJob[]) => Promise<readonly LinuxResult[]>;

type Failed = Exclude<LinuxResult, { kind: "ran" | "rejected" }>;

/** How each way of not coming to an outcome is told. */
const failures: { readonly [Kind in Failed["kind"]]: (result: Extract<LinuxResult, { kind: Kind }>) => EngineResult } =
  {
    "not-loadable": ({ messages }) => ({ kind: "failed", reason: "libbpf could not load the object", log: messages }),
    "set-up-failed": ({ command, exitCode, stderr }) => ({
      kind: "failed",
      reason: `\`${command.join(" ")}\` ended with ${exitCode}`,
      log: stderr,
    }),
    "maps-refused": ({ errno }) => ({ kind: "failed", reason: `An element of a map was refused with errno ${errno}` }),
    "not-attached": ({ errno, messages }) => ({
      kind: "failed",
      reason: `The program could not be attached: errno ${errno}`,
      log: messages,
    }),
    "run-refused": ({ errno }) => ({ kind: "failed", reason: `BPF_PROG_TEST_RUN refused the run with errno ${errno}` }),
    "out-of-memory": ({ during }) => ({ kind: "failed", reason: `It used up the memory that a job has (${during})` }),
    "timed-out": ({ seconds, during }) => ({
      kind: "failed",
      reason: `It did not end within ${seconds} seconds (${during})`,
    }),
    crashed: ({ during, console }) => ({ kind: "failed", reason: `The kernel went down (${during})`, log: console }),
    lost: ({ reason, console }) => ({
      kind: "failed",
      reason: `The guest gave no answer: ${reason}`,
      log: console,
      help: "Run it again; where it stays so, the engine is at fault and not the scenario.",
    }),
  };

function failed(result: Failed): EngineResult {
  const tell = failures[result.kind] as (result: Failed) => EngineResult;
  return tell(result);
}

function jobOrReason(run: EngineRun, target: LinuxTarget, btf: Btf): LinuxJob | string {
  const reason = whyNotRun(run, target);
  if (reason !== undefined) return reason;
  try {
    return linuxJob(run, btf);
  } catch (error) {
    if (error instanceof SetupSignal) return error.problem.message;
    throw error;
  }
}

function resultOf(run: EngineRun, job: LinuxJob, result: LinuxResult | undefined, btf: Btf): EngineResult {
  if (!result) return { kind: "failed", reason: "The guest gave no answer" };
  if (result.kind === "ran") return { kind: "ran", outcome: linuxOutcome(run, job, result, btf) };
  if (result.kind === "rejected") return { kind: "rejected", log: result.log };
  return failed(result);
}

/** `uname -r` without what the distribution appends: 7.3.4. */
export const upstreamVersion = ({ version }: LinuxKernel): string => /^\d+(\.\d+)*/.exec(version)?.[0] ?? version;

/** A real kernel as an engine. `btf`, of the newest kernel, tells the prototypes of kfuncs and the members of structs. */
export function linuxEngine(target: LinuxTarget, btf: Btf, runJobs: JobRunner): Engine {
  return {
    name: `Linux ${upstreamVersion(target.kernel)}`,
    async run(runs) {
      const planned = runs.map((run) => jobOrReason(run, target, btf));
      const jobs = planned.filter((each) => typeof each !== "string");
      const results = jobs.length > 0 ? await runJobs(target.kernel, jobs) : [];
      return runs.map((run, index) => {
        const job = planned[index];
        if (job === undefined || typeof job === "string") return { kind: "not-run", reason: job ?? "" };
        return resultOf(run, job, results[jobs.indexOf(job)], btf);
      });
    },
  };
}
