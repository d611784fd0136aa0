import type { Btf } from "../../btf/btf.ts";
import type { Expectation, Scenario } from "../../spec/example-spec.ts";
import { isGap } from "../../vm/fault.ts";
import type { FaultRecord, Outcome } from "../outcome.ts";
import { compareCalls } from "./calls.ts";
import { compareFault, compareRejected } from "./fault.ts";
import { compareMaps } from "./maps.ts";
import type { Comparison, Mismatch } from "./mismatch.ts";
import { compareContext, compareOutput, comparePrinted, compareResults, compareStreams } from "./observed-parts.ts";
import { compareGlobals, comparePacket, compareReturn } from "./results.ts";

/** How each key of `expect` is compared, in the order in which differences are told. */
const comparisons: { readonly [Key in keyof Required<Expectation>]: Comparison<Key> } = {
  fault: compareFault,
  rejected: compareRejected,
  return: compareReturn,
  calls: compareCalls,
  results: compareResults,
  globals: compareGlobals,
  maps: compareMaps,
  packet: comparePacket,
  context: compareContext,
  output: compareOutput,
  printed: comparePrinted,
  streams: compareStreams,
};

function compareKey<Key extends keyof Expectation>(
  key: Key,
  expected: Expectation,
  outcome: Outcome,
  btf: Btf,
): Mismatch[] {
  const value = outcome.unobserved?.some((part) => part === key) ? undefined : expected[key];
  const compare: Comparison<Key> = comparisons[key];
  return value === undefined ? [] : compare(value as NonNullable<Expectation[Key]>, outcome, btf);
}

function unexpectedFault({ rule, message }: FaultRecord): Mismatch {
  const told = `${message} (${rule})`;
  return { code: "run/fault", path: ["expect"], message: told, expected: "a run without a fault", actual: rule };
}

/**
 * Every difference between what a scenario expects and what a run did; empty where there is none. A fault that the
 * scenario does not expect is one too, and is told alone: whatever else differs follows from it. What the emulator has no
 * model of can't be expected.
 */
export function compareOutcome({ expect }: Scenario, outcome: Outcome, btf: Btf): Mismatch[] {
  const { fault } = outcome;
  if (fault && (isGap(fault.rule) || (!expect.fault && !expect.rejected))) return [unexpectedFault(fault)];
  const keys = Object.keys(comparisons) as (keyof Expectation)[];
  return keys.flatMap((key) => compareKey(key, expect, outcome, btf));
}
