import { runLinuxJobs } from "../../src/node/linux/run-linux-jobs.ts";
import { emulatorEngine } from "../../src/node/verify/emulator-engine.ts";
import type { EngineResult, EngineRun } from "../../src/node/verify/engine.ts";
import { linuxEngine } from "../../src/node/verify/linux-engine.ts";
import { cache, kernel, whyNot } from "../node/linux/kernels.ts";
import { kernelBtf } from "./kernel-btf.ts";
import { kernelFacts } from "./kernel-facts.ts";

/** Something that runs programs: one set of cases is put to each. */
export interface Driver {
  /** "the emulator", "Linux 7.3.4" */
  readonly name: string;
  /** Why it can't run here; empty where it can. */
  readonly whyNot: string;
  /** A kernel whose verifier looks at a program before it runs. */
  readonly isReal: boolean;
  /** Results in the order of the runs; all at once, for a guest has to be booted. */
  run(runs: readonly EngineRun[]): Promise<readonly EngineResult[]>;
}

const emulator: Driver = { whyNot: "", isReal: false, ...emulatorEngine(kernelFacts) };

const linux: Driver = kernel
  ? {
      whyNot,
      isReal: true,
      ...linuxEngine({ kernel, since: new Map() }, kernelBtf, (booted, jobs) => runLinuxJobs(booted, jobs, { cache })),
    }
  : { name: "Linux", whyNot, isReal: true, run: async () => [] };

export const drivers: readonly Driver[] = [emulator, linux];
