import type { Scenario } from "../../../core/spec/example-spec.ts";

/** A sound object with a run of one of its programs: what damaged inputs are made from. */
export interface Seed {
  /** `sk-lookup.bpf.c#two-sockets` */
  readonly name: string;
  readonly object: Uint8Array;
  readonly program: string;
  readonly scenario: Scenario;
}
