import fc from "fast-check";
import { expect, test } from "vitest";
import { offsetOf, positionOf, spanOfLine } from "../../../src/core/diagnostics/source.ts";

const source = (text: string) => ({ path: "p", text });

test("an offset and its line and column lead to each other", () => {
  const text = fc
    .array(fc.constantFrom("a", "ä", "🦀", "\n", "\r\n", " "), { maxLength: 40 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.nat(), (written, at) => {
      const offset = at % (written.length + 1);
      expect(offsetOf(source(written), positionOf(source(written), offset))).toBe(offset);
    }),
  );
});

test.each([
  ["past the last line", { line: 9, column: 1 }, 5],
  ["past the end", { line: 2, column: 99 }, 5],
  ["before the first column", { line: 2, column: 0 }, 3],
])("a position %s is held within the text", (_, position, expected) => {
  expect(offsetOf(source("ab\ncd"), position)).toBe(expected);
});

test("the span of a line ends before its newline", () => {
  const { start, end } = spanOfLine(source("ab\ncd\nef"), 2);
  expect([start, end]).toEqual([3, 5]);
});
