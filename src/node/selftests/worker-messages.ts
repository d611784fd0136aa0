import type { ProgramResult } from "./selftest-result.ts";

/** What a thread is started with. */
export interface WorkerStart {
  /** The folder with the kernel's facts. */
  readonly content: string;
  /** Names of the kfuncs of the tests' own module. */
  readonly testModule: readonly string[];
}

/** An object to run, and its programs that were run already. */
export interface FileJob {
  readonly file: string;
  readonly object: Uint8Array;
  readonly done: readonly string[];
}

export type WorkerNews =
  | { readonly kind: "ready" }
  | { readonly kind: "running"; readonly program: string }
  | { readonly kind: "result"; readonly result: ProgramResult }
  | { readonly kind: "end"; readonly needsTestModule: boolean; readonly unloaded?: string };
