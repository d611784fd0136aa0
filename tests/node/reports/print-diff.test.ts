import { expect, test } from "vitest";
import { printDiff } from "../../../src/node/reports/print-diff.ts";

const lines = (...texts: readonly string[]) => texts.map((text) => `${text}\n`).join("");

const differences: readonly [string, string, string, readonly string[]][] = [
  ["a changed line", lines("a", "b", "c", "d"), lines("a", "x", "c", "d"), ["    a", "  - b", "  + x", "    c"]],
  ["a new first line", lines("a", "b"), lines("x", "a", "b"), ["  + x", "    a"]],
  [
    "changes that are apart",
    lines("a", "b", "c", "d", "e", "f"),
    lines("x", "b", "c", "d", "e", "y"),
    ["  - a", "  + x", "    b", "  ⋯", "    e", "  - f", "  + y"],
  ],
  ["white space that is not seen", lines("a \t", "b"), lines("a", "b"), ["  - a·→", "  + a", "    b"]],
  ["ends of lines", "a\r\nb\n", "a\nb\n", ["  line ends: CRLF to LF"]],
  ["ends of lines beside a change", "a\r\nb\r\n", "a\nx\n", ["  line ends: CRLF to LF", "    a", "  - b", "  + x"]],
  ["a line without an end", "a\nb", "a\nb\n", ["  the end of the last line"]],
  ["a file that was not there", "", lines("a", "b"), ["  + 2 lines"]],
  ["controls", lines("a\u001b[31m"), lines("b"), ["  - a␛[31m", "  + b"]],
];

test.each(differences)("shows %s", (_, before, after, shown) => {
  expect(printDiff(before, after).split("\n")).toEqual(shown);
});

test("counts lines where many changed", () => {
  const many = (text: string) => lines(...Array.from({ length: 900 }, (_, index) => `${text}${index}`));
  expect(printDiff(many("a"), many("b"))).toBe("  - 900 lines\n  + 900 lines");
});
