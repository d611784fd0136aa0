import type { Btf } from "../../btf/btf.ts";
import type { ExpectedValue, VaryingMeaning } from "../../spec/example-spec.ts";
import type { DecodedValue, Outcome } from "../outcome.ts";
import { isExpected, printValue } from "./expected-value.ts";

/** Whether a value is what a meaning says; `identities` holds the run's own numbers. */
type Meaning = (value: DecodedValue, identities: NonNullable<Outcome["identities"]>) => boolean;

const isZero = (value: DecodedValue): boolean =>
  value.kind === "integer"
    ? value.value === "0"
    : value.kind === "pointer"
      ? value.null
      : /^0*$/.test(printValue(value));

const is =
  (name: "pid" | "child-pid" | "cgroup-id"): Meaning =>
  (value, identities) =>
    value.kind === "integer" && value.value === identities[name];

const meanings: Readonly<Record<VaryingMeaning, Meaning>> = {
  any: () => true,
  "non-zero": (value) => !isZero(value),
  pid: is("pid"),
  "child-pid": is("child-pid"),
  "cgroup-id": is("cgroup-id"),
};

/** Whether a value that differs from run to run is what a scenario declares it to be. */
export function hasMeaning(value: DecodedValue, meaning: VaryingMeaning, { identities = {} }: Outcome): boolean {
  if (value.kind === "varying") return value.meaning === meaning || meaning === "any";
  return meanings[meaning](value, identities);
}

/** Whether a decoded value is what a scenario expects, be it a value or what a varying one must be. */
export function meetsExpectation(value: DecodedValue, expected: ExpectedValue, outcome: Outcome, btf: Btf): boolean {
  return typeof expected === "object" ? hasMeaning(value, expected.varies, outcome) : isExpected(value, expected, btf);
}

/** An expectation in a few words, for a message. */
export const printExpected = (expected: ExpectedValue): string =>
  typeof expected === "object" ? `what varies as ${expected.varies}` : String(expected);
