import type { Outcome } from "../../core/emulator/outcome.ts";
import type { LinkedObject } from "../../core/object/linked-object.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";

/** One scenario with the program that it runs. */
export interface EngineRun {
  /** `<subsystem>/<example>#<scenario>` */
  readonly key: string;
  /** The BPF object as clang wrote it. */
  readonly object: Uint8Array;
  /** The same object, linked against the types of the newest kernel. */
  readonly linked: LinkedObject;
  readonly program: string;
  readonly scenario: Scenario;
}

/** What came of a run in one engine. */
export type EngineResult =
  | { readonly kind: "ran"; readonly outcome: Outcome }
  /** The verifier refused the program. */
  | { readonly kind: "rejected"; readonly log: string }
  /** The engine can't do this scenario. One sentence without a full stop. */
  | { readonly kind: "not-run"; readonly reason: string }
  /** It should have run, but no result came back: a crash, a hang, a set-up that failed. */
  | { readonly kind: "failed"; readonly reason: string; readonly log?: string; readonly help?: string };

/** Something that runs scenarios. */
export interface Engine {
  /** As messages name it: "the emulator", "Linux 7.3.4". */
  readonly name: string;
  /** Results in the order of the runs; all of them at once, for an engine may have to be started first. */
  run(runs: readonly EngineRun[]): Promise<readonly EngineResult[]>;
}
