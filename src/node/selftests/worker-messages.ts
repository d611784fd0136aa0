import type { ProgramResult } from "./selftest-result.ts";

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
  | { readonly kind: "end"; readonly unloaded?: string };
