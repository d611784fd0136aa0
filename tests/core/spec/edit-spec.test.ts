import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { editSpec } from "../../../src/core/spec/edit-spec.ts";

/** A text as it stands in a file, under the key `stderr`. */
const written: readonly string[] = [
  "plain",
  "'in quotes'",
  '"in two"',
  "|\n    a\n      b\n",
  "|+\n    a\n\n",
  ">-\n    a\n",
];
const values: readonly string[] = ["one", "a: 1\n", "# a\n  b\n\n\nc\n", "a\n\n\n", " a\n", "a", "\ta\n", "1", ""];
const tails: readonly string[] = ["", "\n", "\n  # c\n\n"];

const places = written.flatMap((old) => tails.map((tail) => ({ old, tail })));

describe.each(places)("in the place of $old before $tail", ({ old, tail }) => {
  test.each(values)("stands %j, and what follows stays", (value) => {
    const text = `a:\n  stderr: ${old}${old.endsWith("\n") ? "" : "\n"}${tail}  stdout: x # y\n`;
    const edited = editSpec(text, [{ kind: "scalar", path: ["a", "stderr"], value }]);
    expect(parse(edited)).toEqual({ a: { stderr: value, stdout: "x" } });
    expect(edited.endsWith(`${tail.trimStart() === "" ? "" : "  # c\n\n"}  stdout: x # y\n`)).toBe(true);
  });
});

test("a block stays one, at the indentation that it had", () => {
  const text = "a:\n    stderr: |\n         old\n    stdout: x\n";
  expect(editSpec(text, [{ kind: "scalar", path: ["a", "stderr"], value: "new\n  text\n\n" }])).toBe(
    "a:\n    stderr: |+\n         new\n           text\n\n    stdout: x\n",
  );
});
