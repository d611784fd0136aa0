import { describe, expect, test } from "vitest";
import { asExpected, isExpected } from "../../../src/core/emulator/compare/expected-value.ts";
import { parseExampleSpec } from "../../../src/core/spec/parse-example-spec.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

const all = "18446744073709551594";

describe("an integer is compared by the width of its type", () => {
  test.each([
    { type: "u64", value: all, expected: all, same: true },
    { type: "u64", value: all, expected: "0xffffffffffffffea", same: true },
    { type: "u64", value: all, expected: "-EINVAL", same: true },
    { type: "u64", value: all, expected: -22, same: true },
    { type: "u64", value: "4294967274", expected: "-EINVAL", same: false },
    { type: "u32", value: "4294967274", expected: "-EINVAL", same: true },
    { type: "int", value: "-22", expected: "0xffffffea", same: true },
    { type: "int", value: "-22", expected: "0xffffffffffffffea", same: false },
    { type: "u64", value: all, expected: "-ENOENT", same: false },
    { type: "no_type", value: all, expected: "-EINVAL", same: false },
  ])("$type $value is $expected: $same", ({ type, value, expected, same }) => {
    expect(isExpected({ kind: "integer", type, value }, expected, kernelBtf)).toBe(same);
  });
});

test.each([
  { value: "-22", written: "-EINVAL" },
  { value: "-1", written: -1 },
  { value: "22", written: 22 },
  { value: "-4000", written: -4000 },
  { value: all, written: all },
])("$value is written as $written", ({ value, written }) => {
  expect(asExpected({ kind: "integer", type: "long", value })).toBe(written);
});

const spec = (returns: string) =>
  parseExampleSpec({
    path: "a.yaml",
    text: `source: a.bpf.c
title: A
summary: A.
program: a
scenarios: [{ name: a, summary: A., expect: { calls: [{ bpf_a: { returns: ${returns} } }] } }]
`,
  }).diagnostics.map(({ help }) => help);

describe("what a kfunc returns may be", () => {
  test.each([`"${all}"`, '"0xffffffffffffffea"', "-EINVAL", "7", '"null"'])("%s", (returns) => {
    expect(spec(returns)).toEqual([]);
  });

  test("a large number only in quotes", () => expect(spec(all)).toEqual([`put it in quotes: "${all}"`]));
  test.each(["-EINVALL", '"0xffffffffffffffff0"', "many"])("not %s", (returns) => {
    expect(spec(returns)).toHaveLength(1);
  });
});
