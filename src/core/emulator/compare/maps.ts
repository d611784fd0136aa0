import type { Btf } from "../../btf/btf.ts";
import { didYouMean } from "../../diagnostics/nearest.ts";
import type { Expectation, ExpectedValue } from "../../spec/example-spec.ts";
import type { DecodedValue, MapRecord, Outcome } from "../outcome.ts";
import { asExpected, isExpected, printValue, valueAt } from "./expected-value.ts";
import { type Comparison, differs, type Mismatch } from "./mismatch.ts";
import { printActual } from "./print-actual.ts";
import { meetsExpectation, printExpected } from "./varying.ts";

type ExpectedEntry = NonNullable<Expectation["maps"]>[string][string];

const isWhole = (expected: ExpectedEntry): expected is ExpectedValue =>
  typeof expected !== "object" || (typeof expected.varies === "string" && Object.keys(expected).length === 1);

/** The element with a key as a scenario writes it: a number, bytes in hexadecimal, a struct as it is printed. */
export function entryOf({ entries }: MapRecord, key: string, btf: Btf): MapRecord["entries"][number] | undefined {
  return entries.find((entry) => isExpected(entry.key, key, btf) || printValue(entry.key) === key);
}

const printEntry = (expected: ExpectedEntry): string =>
  isWhole(expected) ? printExpected(expected) : Object.keys(expected).join(", ");

interface Place {
  readonly path: readonly (string | number)[];
  readonly what: string;
}

function compareValue(
  value: DecodedValue | undefined,
  expected: ExpectedValue,
  place: Place,
  outcome: Outcome,
  btf: Btf,
) {
  if (value && meetsExpectation(value, expected, outcome, btf)) return [];
  const actual = value ? printActual(value, expected, outcome) : "not there";
  const message = `${place.what} is ${actual} after the run, not ${printExpected(expected)}`;
  return [differs(place.path, message, printExpected(expected), actual, asExpected(value))];
}

function compareEntry(map: MapRecord, key: string, expected: ExpectedEntry, outcome: Outcome, btf: Btf): Mismatch[] {
  const path = ["expect", "maps", map.name, key];
  const what = `The value of ${key} in ${map.name}`;
  const value = entryOf(map, key, btf)?.value;
  if (!value && map.isCut) {
    return [
      differs(
        path,
        `${map.name} has more entries than are looked at, ${key} not among them`,
        printEntry(expected),
        "not seen",
      ),
    ];
  }
  if (expected === "absent") {
    return value
      ? [differs(path, `${map.name} has an entry ${key}`, expected, printValue(value), asExpected(value))]
      : [];
  }
  if (isWhole(expected)) return compareValue(value, expected, { path, what }, outcome, btf);
  return Object.entries(expected).flatMap(([member, each]) => {
    const place = { path: [...path, member], what: `${member} of ${key} in ${map.name}` };
    return compareValue(value && valueAt(value, member.split(".")), each, place, outcome, btf);
  });
}

function noMap(name: string, { maps = [] }: Outcome): Mismatch {
  const names = maps.map((each) => each.name);
  const help = didYouMean(name, names, names.length > 0 ? `It has ${names.join(", ")}.` : "Declare it in the example.");
  const path = ["expect", "maps", name];
  return { ...differs(path, `The object has no map ${name} to look at`, name, "no map"), help };
}

/** Entries of maps after the run. */
export const compareMaps: Comparison<"maps"> = (expected, outcome, btf) =>
  Object.entries(expected).flatMap(([name, entries]) => {
    const map = outcome.maps?.find((each) => each.name === name);
    if (!map) return [noMap(name, outcome)];
    return Object.entries(entries).flatMap(([key, entry]) => compareEntry(map, key, entry, outcome, btf));
  });
