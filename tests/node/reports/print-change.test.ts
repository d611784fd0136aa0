import { expect, test } from "vitest";
import type { Diagnostic } from "../../../src/core/diagnostics/diagnostic.ts";
import { errorAt } from "../../../src/core/diagnostics/error-at.ts";
import { printChange } from "../../../src/node/reports/print-change.ts";

const text = "one\ntwo\nthree\n";
const finding = (message: string, start = 0): Diagnostic =>
  errorAt({ source: { path: "content/a.yaml", text }, start, end: start + 3 }, "content/unwritten", message);

const linesOf = (before: readonly Diagnostic[], now: readonly Diagnostic[]) =>
  printChange(before, now, ["content/a.yaml"], 0.2, new Date(2026, 1, 1, 10, 31, 7)).split("\n");

test("what a save brings is told whole, what it mends in a line, and what stands is counted", () => {
  const lines = linesOf([finding("first"), finding("second")], [finding("second"), finding("third")]);
  expect(lines[0]).toContain("content/a.yaml:1:1: error [content/unwritten] third");
  expect(lines.slice(-2)).toEqual([
    "Gone: content/a.yaml:1:1 [content/unwritten] first",
    "10:31:07 content/a.yaml: 1 new, 1 gone; 1 finding stands (0.20 s)",
  ]);
  expect(lines.join("\n")).not.toContain("second");
});

test("a finding that lines above it moved stands", () => {
  expect(linesOf([finding("first")], [finding("first", 4)])).toEqual([
    "10:31:07 content/a.yaml: 1 finding stands (0.20 s)",
  ]);
});

test("one of two alike goes", () => {
  expect(linesOf([finding("first"), finding("first", 4)], [finding("first", 4)]).at(-1)).toContain("1 gone; 1 finding");
});

test("that nothing is left is said", () => {
  expect(linesOf([finding("first")], []).at(-1)).toBe("10:31:07 content/a.yaml: 1 gone; no findings (0.20 s)");
  expect(linesOf([], [])).toEqual(["10:31:07 content/a.yaml: no findings (0.20 s)"]);
});
