import { describe, expect, test } from "vitest";
import { parseExampleSpec } from "../../../src/core/spec/parse-example-spec.ts";

const state = "{ family: AF_INET, proto: IPPROTO_ESP, daddr: 10.0.0.2, spi: 1 }";
const list = (entry: string, count: number) => `[${Array.from({ length: count }, () => entry).join(", ")}]`;

const head = "source: a.bpf.c\ntitle: A\nsummary: A.\nprogram: a\nscenarios:\n";
const scenario = (name: string, line = "") =>
  `  - name: ${name}\n    summary: A.\n    expect: {}\n${line && `    ${line}\n`}`;

const messagesOf = (text: string) =>
  parseExampleSpec({ path: "a.yaml", text }).diagnostics.map(({ message }) => message);

/** A file may ask for work that takes seconds, not hours: each line at its limit, and one past it. */
const limits = [
  { of: "packet", at: `packet: ${list("{ zeros: 65535 }", 64)}`, past: `packet: ${list("{ zeros: 65535 }", 65)}` },
  {
    of: "kernel.xfrm_states",
    at: `kernel: { xfrm_states: ${list(state, 100)} }`,
    past: `kernel: { xfrm_states: ${list(state, 101)} }`,
  },
  {
    of: "kernel.netns_ids",
    at: `kernel: { netns_ids: ${list("1", 100)} }`,
    past: `kernel: { netns_ids: ${list("1", 101)} }`,
  },
  {
    of: "kernel.netns_ids[0]",
    at: "kernel: { netns_ids: [2147483647] }",
    past: "kernel: { netns_ids: [2147483648] }",
  },
  { of: "step_budget", at: "step_budget: 10000000", past: "step_budget: 10000001" },
];

describe("what a scenario may ask for", () => {
  test.each(limits)("has a limit: $of", ({ of, at, past }) => {
    expect(messagesOf(head + scenario("a", at))).toEqual([]);
    const messages = messagesOf(head + scenario("a", past));
    expect(messages).toEqual([expect.stringContaining(`for scenarios[0].${of}`)]);
    expect(messages[0]).toContain("at most");
  });

  test("as has the number of scenarios", () => {
    const many = (count: number) => head + Array.from({ length: count }, (_, index) => scenario(`a-${index}`)).join("");
    expect(messagesOf(many(100))).toEqual([]);
    expect(messagesOf(many(101))).toEqual(["Expected at most 100 entries for scenarios, found a list"]);
  });
});
