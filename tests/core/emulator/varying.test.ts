import { describe, expect, test } from "vitest";
import { compareOutcome } from "../../../src/core/emulator/compare/compare-outcome.ts";
import type { DecodedValue, Outcome } from "../../../src/core/emulator/outcome.ts";
import type { Expectation } from "../../../src/core/spec/example-spec.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

const integer = (value: number, name?: string): DecodedValue => {
  return { kind: "integer", type: "int", value: String(value), ...(name && { name }) };
};

const outcome: Outcome = {
  globals: [
    { name: "pid", before: integer(0), after: integer(1000) },
    { name: "zero", before: integer(0), after: integer(0) },
  ],
  maps: [
    {
      name: "counts",
      entries: [
        {
          key: integer(7),
          value: { kind: "struct", type: "struct stats", members: [{ name: "packets", value: integer(3) }] },
        },
        { key: integer(8), value: integer(5) },
      ],
    },
    { name: "large", entries: [{ key: integer(7), value: integer(5) }], isCut: true },
  ],
  context: {
    before: integer(0),
    after: { kind: "struct", type: "struct __sk_buff", members: [{ name: "mark", value: integer(9) }] },
  },
  output: "one\n",
  printed: ["first", "second"],
  actions: [
    { action: "open", result: integer(-1, "-EPERM") },
    { action: "fork", result: integer(0) },
  ],
  identities: { pid: "1000", "child-pid": "2000" },
  calls: [],
  referencesHeld: [],
  instructionsExecuted: 0,
  timeline: { code: [], steps: [], omitted: 0 },
};

const told = (expected: Expectation) =>
  compareOutcome({ name: "s", summary: "S.", expect: expected }, outcome, kernelBtf).map(({ message }) => message);

describe("what is as expected", () => {
  test.each<Expectation>([
    { globals: { pid: { varies: "pid" }, zero: { varies: "any" } } },
    { maps: { counts: { 7: { packets: 3 }, "0x8": 5, 9: "absent" } } },
    { maps: { counts: { 7: { packets: { varies: "non-zero" } } } } },
    { context: { mark: 9 } },
    { output: "one\n", printed: ["first", "second"], results: ["-EPERM", 0] },
    { results: [{ varies: "non-zero" }, { varies: "any" }] },
  ])("%j", (expected) => {
    expect(told(expected)).toEqual([]);
  });
});

describe("what is not", () => {
  test.each<[Expectation, string[]]>([
    [{ globals: { pid: { varies: "child-pid" } } }, ["pid is 1000 after the run, not what varies as child-pid"]],
    [{ globals: { zero: { varies: "non-zero" } } }, ["zero is 0 after the run, not what varies as non-zero"]],
    [{ globals: { pid: { varies: "cgroup-id" } } }, ["pid is 1000 after the run, not what varies as cgroup-id"]],
    [{ maps: { counts: { 7: { packets: 4 } } } }, ["packets of 7 in counts is 3 after the run, not 4"]],
    [{ maps: { counts: { 9: 1 } } }, ["The value of 9 in counts is not there after the run, not 1"]],
    [{ maps: { counts: { 8: "absent" } } }, ["counts has an entry 8"]],
    [{ maps: { large: { 8: "absent" } } }, ["large has more entries than are looked at, 8 not among them"]],
    [{ maps: { others: { 8: 1 } } }, ["The object has no map others to look at"]],
    [{ context: { cb: 9 } }, ["cb of the context is nothing that could be seen after the run, not 9"]],
    [{ output: "two\n" }, ["The iterator wrote another text"]],
    [{ printed: ["first"] }, ["The program printed other lines"]],
    [{ results: ["-EPERM"] }, ["The trigger did 2 actions, not 1"]],
    [{ results: ["-EPERM", 1] }, ["Action 2, fork, came to 0, not 1"]],
  ])("%j", (expected, messages) => {
    expect(told(expected)).toEqual(messages);
  });
});
