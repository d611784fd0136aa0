import { describe, expect, test } from "vitest";
import { compareOutcome } from "../../../src/core/emulator/compare/compare-outcome.ts";
import type { Expectation } from "../../../src/core/spec/example-spec.ts";
import { faultRules } from "../../../src/core/vm/fault.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { espPacket, type RunOptions, xdpPrograms } from "../../drivers/run-program.ts";

const run = xdpPrograms(
  {
    good: `
      struct bpf_xfrm_state_opts opts = { .netns_id = -1, .family = 2 };
      struct xfrm_state *x = bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));
      error = opts.error;
      result = opts.error;
      if (x) bpf_xdp_xfrm_state_release(x);
      return XDP_PASS;`,
    bad: `
      struct bpf_xfrm_state_opts opts = { .netns_id = -1, .family = 2 };
      struct xfrm_state *x = bpf_xdp_get_xfrm_state(ctx, &opts, sizeof(opts));
      error = x->id.proto;
      return XDP_PASS;`,
  },
  { fileScope: "s32 error = 1; s32 result; u8 pair[2] = { 0xab, 0xcd };" },
);

function compare(program: "good" | "bad", expected: Expectation, options: RunOptions = {}) {
  const scenario = { name: "test", summary: "A test.", packet: espPacket, expect: expected };
  return compareOutcome(scenario, run(program, options), kernelBtf);
}

const get = "bpf_xdp_get_xfrm_state";

describe("what is as expected", () => {
  test.each<{ readonly program: "good" | "bad"; readonly expected: Expectation }>([
    { program: "good", expected: {} },
    { program: "good", expected: { return: "XDP_PASS" } },
    { program: "good", expected: { return: 2 } },
    { program: "good", expected: { globals: { error: "-ENOENT" } } },
    { program: "good", expected: { globals: { error: -2, pair: "abcd" } } },
    { program: "good", expected: { packet: "unchanged" } },
    { program: "good", expected: { calls: [get] } },
    {
      program: "good",
      expected: {
        calls: [{ [get]: { returns: "null", args: { "opts.error": "-ENOENT", opts__sz: 36, "opts.netns_id": -1 } } }],
      },
    },
    { program: "bad", expected: { fault: { rule: "null-dereference", line: "x->id.proto" } } },
    { program: "bad", expected: { rejected: "R0 invalid mem access 'ptr_or_null_'" } },
    { program: "bad", expected: { rejected: "ptr_or_null_", calls: [get] } },
    { program: "bad", expected: { rejected: "invalid mem access" } },
    { program: "bad", expected: { rejected: ["R0 invalid mem access 'ptr_or_null_'", "invalid mem access 'scalar'"] } },
  ])("$program: $expected", ({ program, expected }) => {
    expect(compare(program, expected)).toEqual([]);
  });
});

test("of a rule's many wordings, the five nearest to what was written are told", () => {
  const { verifier } = faultRules["null-dereference"];
  expect(verifier.length).toBeGreaterThan(5);
  const last = verifier.at(-1) ?? "";
  const [mismatch] = compare("bad", { rejected: `${last.split(" ").toReversed().join(" ")} elsewhere` });
  const told = mismatch?.actual.split(" | ") ?? [];
  expect(told).toHaveLength(5);
  expect(told[0]).toBe(last);
  expect(mismatch?.help).toContain("Write one of these");
});

test.each([
  ["-EINVAL", "-ENOENT (-2)"],
  [0, "-ENOENT (-2)"],
])("where %s is expected, an error that a kfunc gave is told by its name", (expected, actual) => {
  const [mismatch] = compare("good", { globals: { result: expected } });
  expect(mismatch).toMatchObject({ actual, message: expect.stringContaining(actual) });
});

/** Wrong expectations, and where each is told. */
const wrong: readonly {
  readonly program: "good" | "bad";
  readonly expected: Expectation;
  readonly path: readonly (string | number)[];
  readonly actual: string;
  readonly code?: string;
}[] = [
  { program: "good", expected: { return: "XDP_DROP" }, path: ["expect", "return"], actual: "XDP_PASS (2)" },
  { program: "good", expected: { return: 1 }, path: ["expect", "return"], actual: "XDP_PASS (2)" },
  {
    program: "good",
    expected: { globals: { error: "-EINVAL" } },
    path: ["expect", "globals", "error"],
    actual: "-ENOENT (-2)",
  },
  {
    program: "good",
    expected: { globals: { nothing: 1 } },
    path: ["expect", "globals", "nothing"],
    actual: "not a variable of the object",
  },
  { program: "good", expected: { globals: { pair: "abce" } }, path: ["expect", "globals", "pair"], actual: "abcd" },
  { program: "good", expected: { calls: [] }, path: ["expect", "calls"], actual: get },
  { program: "good", expected: { calls: [get, get] }, path: ["expect", "calls", 1], actual: get },
  { program: "good", expected: { calls: ["bpf_dynptr_slice"] }, path: ["expect", "calls", 0], actual: get },
  {
    program: "good",
    expected: { calls: [{ [get]: { returns: "non-null" } }] },
    path: ["expect", "calls", 0, get, "returns"],
    actual: "NULL",
  },
  {
    program: "good",
    expected: { calls: [{ [get]: { args: { "opts.error": 0 } } }] },
    path: ["expect", "calls", 0, get, "args", "opts.error"],
    actual: "-ENOENT (-2)",
  },
  {
    program: "good",
    expected: { calls: [{ [get]: { args: { "opts.nothing": 0 } } }] },
    path: ["expect", "calls", 0, get, "args", "opts.nothing"],
    actual: "nothing of this name",
  },
  {
    program: "bad",
    expected: { rejected: ["invalid mem access 'scalar'", "Unreleased reference"] },
    path: ["expect", "rejected"],
    actual: expect.stringContaining("invalid mem access"),
  },
  { program: "good", expected: { rejected: "Unreleased reference" }, path: ["expect", "rejected"], actual: "no fault" },
  {
    program: "good",
    expected: { fault: { rule: "out-of-bounds", line: "x" } },
    path: ["expect", "fault"],
    actual: "no fault",
  },
  {
    program: "bad",
    expected: { rejected: "Unreleased reference" },
    path: ["expect", "rejected"],
    actual: expect.stringContaining("ptr_or_null_"),
  },
  {
    program: "bad",
    expected: { fault: { rule: "out-of-bounds", line: "x->id.proto" } },
    path: ["expect", "fault", "rule"],
    actual: expect.stringContaining("null-dereference at"),
  },
  {
    program: "bad",
    expected: { fault: { rule: "null-dereference", line: "y->" } },
    path: ["expect", "fault", "line"],
    actual: "error = x->id.proto;",
  },
  {
    program: "bad",
    expected: { return: "XDP_PASS", globals: { error: 0 } },
    path: ["expect"],
    actual: "null-dereference",
    code: "run/fault",
  },
];

/** Of which every rule, or the wrong one, would make a match. */
describe("words that tell no rule from another", () => {
  test.each(["a", "R0", "invalid", "access", "  mem  ", "or_null", "'"])("%j", (rejected) => {
    const [mismatch, ...others] = compare("bad", { rejected });
    expect(mismatch).toMatchObject({ path: ["expect", "rejected"], message: expect.stringMatching(/too short/) });
    expect(others).toEqual([]);
  });

  test.each(["id mem access", "d mem acces", "invalid mem acc", "tr_or_null_"])("a torn phrase: %j", (rejected) => {
    expect(compare("bad", { rejected })).toMatchObject([{ path: ["expect", "rejected"] }]);
  });

  test("in one release's wording", () => {
    expect(compare("bad", { rejected: ["ptr_or_null_", "mem"] })).toMatchObject([{ expected: "mem" }]);
  });
});

test("every phrase of the rules is long enough to be stated whole", () => {
  const phrases = Object.values(faultRules).flatMap(({ verifier }) => [...verifier]);
  for (const phrase of phrases) expect(phrase.length).toBeGreaterThanOrEqual(8);
});

describe("what is not", () => {
  test.each(wrong)("$program: $expected", ({ program, expected, path, actual, code = "run/expectation" }) => {
    expect(compare(program, expected)).toEqual([expect.objectContaining({ code, path, actual })]);
  });

  test("a changed byte of the packet", () => {
    const [mismatch, ...others] = compare("good", { packet: "00" });
    expect(mismatch).toMatchObject({ path: ["expect", "packet"], expected: "00" });
    expect(others).toEqual([]);
  });
});

describe("what is named and is not there", () => {
  test.each<{ readonly program: "good" | "bad"; readonly expected: Expectation; readonly help: string }>([
    { program: "bad", expected: { fault: { rule: "nul-dereference", line: "x->" } }, help: "null-dereference" },
    { program: "good", expected: { fault: { rule: "out-of-bound", line: "x" } }, help: "out-of-bounds" },
    { program: "good", expected: { calls: [{ [get]: { args: { opt__sz: 36 } } }] }, help: "opts__sz" },
    { program: "good", expected: { calls: [{ [get]: { args: { "opts.eror": 0 } } }] }, help: "error" },
  ])("the nearest name helps: $help", ({ program, expected, help }) => {
    expect(compare(program, expected)[0]?.help).toBe(`Did you mean ${help}?`);
  });
});
