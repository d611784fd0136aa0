import { expect, test } from "vitest";
import { isSpan } from "../../../src/core/diagnostics/diagnostic.ts";
import { positionOf } from "../../../src/core/diagnostics/source.ts";
import { parseYaml } from "../../../src/core/spec/parse-yaml.ts";

/** The lines that findings stand on. */
const linesTold = (...lines: readonly string[]) =>
  parseYaml({ path: "a.yaml", text: `${lines.join("\n")}\n` }).diagnostics.map(({ place }) =>
    isSpan(place) ? positionOf(place.source, place.start).line : 0,
  );

test.each<readonly [string, readonly string[], readonly number[]]>([
  [
    "quoted words that begin a text",
    ['a: "x" is y', "b: 1", "c: 'it's'", 'd: [{ e: "x" y }]', "f: [x] y"],
    [1, 3, 4, 5],
  ],
  ["colons in texts", ["a: b: c", "d: 1", "e: f: g"], [1, 3]],
])("%s are told one by one", (_, lines, told) => {
  expect(linesTold(...lines)).toEqual(told);
});

test.each<readonly [string, readonly string[], readonly number[]]>([
  ["a quote", ['a: "x', 'b: "y"', 'c: "z"', "d: 1"], [1]],
  ["a bracket", ["a: [b, c", "d: 1", 'e: "x" y'], [2]],
])("what the parser guesses where %s is missing is left out", (_, lines, told) => {
  expect(linesTold(...lines)).toEqual(told);
});
