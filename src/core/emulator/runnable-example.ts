import type { Scenario } from "../spec/example-spec.ts";
import type { Shape } from "../spec/schema-shape.ts";
import type { PlainResults } from "./decode/plain-results.ts";
import type { PortableFacts } from "./portable-facts.ts";

/** What a page is given to run the scenarios of an example: one JSON file. */
export interface RunnableExample {
  /** The C file that all objects were compiled from. */
  readonly source: { readonly path: string; readonly text: string };
  readonly scenarios: readonly RunnableScenario[];
}

export interface RunnableScenario {
  readonly name: string;
  readonly summary: string;
  /** Name of the object's file, beside the JSON. */
  readonly object: string;
  readonly program: string;
  readonly scenario: Scenario;
}

/** The facts of the kernel that runs it: one JSON file for all examples, the BTF beside it. */
export interface RunnableFacts extends Omit<PortableFacts, "btf"> {
  readonly plainResults: PlainResults;
  /** What a scenario's input may be, which changed input is held against. */
  readonly inputShape: Shape;
}
