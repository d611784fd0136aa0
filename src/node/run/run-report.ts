import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import type { EngineResult } from "../verify/engine.ts";

/** What one engine made of one scenario. */
export interface EngineAnswer {
  /** "the emulator", "Linux 7.3.4". */
  readonly engine: string;
  readonly result: EngineResult;
}

/** One run in each engine that was asked. */
export interface RunRecord {
  /** `<subsystem>/<example>#<scenario>`, or the program of an object. */
  readonly key: string;
  readonly summary?: string;
  /** Whether the outcome is what the scenario expects, in each engine that was asked; absent where nothing is expected, or it did not run. */
  readonly meetsExpectation?: boolean;
  /** What was observed was written in the place of what was expected; not what stands for no single value. */
  readonly isWritten?: true;
  readonly answers: readonly EngineAnswer[];
}

export interface RunReport {
  /** Of the files that the runs need, and where a run is not what its scenario expects or the engines differ. */
  readonly diagnostics: readonly Diagnostic[];
  readonly runs: readonly RunRecord[];
}
