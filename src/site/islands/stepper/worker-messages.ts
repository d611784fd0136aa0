import type { RunnableExample, RunnableScenario } from "../../../core/emulator/runnable-example.ts";
import type { RunAnswer } from "./load-run.ts";

/** What a page asks of the worker that runs its programs; the first is `load`. */
export type Request =
  | { readonly id: number; readonly load: { readonly folder: string; readonly kernel: string } }
  | { readonly id: number; readonly run: RunnableScenario };

/** What comes of a request; `failed` is a sentence for the reader. */
export interface Answer {
  readonly id: number;
  readonly loaded?: RunnableExample;
  readonly ran?: RunAnswer;
  readonly failed?: string;
}
