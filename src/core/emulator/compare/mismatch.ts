import type { Btf } from "../../btf/btf.ts";
import type { Expectation } from "../../spec/example-spec.ts";
import type { Outcome } from "../outcome.ts";

/** One difference between what a scenario expects and what a run did. */
export interface Mismatch {
  readonly code: "run/expectation" | "run/fault";
  /** Into the scenario, such as `["expect", "globals", "window"]`. */
  readonly path: readonly (string | number)[];
  /** One sentence without a full stop. */
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** What would be expected in its place, as a scenario writes it; absent where no single value can be. */
  readonly observed?: string | number;
  /** What helps where the expectation names something that is not there. */
  readonly help?: string;
}

/** Compares one key of `expect` with the outcome. `btf` (the kernel's) gives the enumerators that an expectation may name. */
export type Comparison<Key extends keyof Expectation> = (
  expected: NonNullable<Expectation[Key]>,
  outcome: Outcome,
  btf: Btf,
) => Mismatch[];

export function differs(
  path: readonly (string | number)[],
  message: string,
  expected: unknown,
  actual: unknown,
  observed?: string | number,
): Mismatch {
  return {
    code: "run/expectation",
    path,
    message,
    expected: String(expected),
    actual: String(actual),
    ...(observed !== undefined && { observed }),
  };
}
