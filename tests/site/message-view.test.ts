import { expect, test } from "vitest";
import { uncaughtRules } from "../../src/core/verifier/uncaught-rules.ts";
import { faultRules } from "../../src/core/vm/fault.ts";
import { messageViews } from "../../src/site/view/message-view.ts";
import { sampleModel } from "./sample-model.ts";

const refusal = { messages: ["Unreleased reference id=3 alloc_insn=12"] };
const examples = sampleModel.examples.map((example) => ({
  ...example,
  scenarios: example.scenarios.map((scenario, index) =>
    index === 0
      ? {
          ...scenario,
          engines: [{ release: "7.3", version: "7.3.4", state: "rejected" as const, refusal }],
        }
      : scenario,
  ),
}));
const views = messageViews({ ...sampleModel, examples });

test("every message that a rule names has one page, at an address of its own", () => {
  const words = [
    ...Object.values(faultRules).flatMap(({ verifier }): readonly string[] => verifier),
    ...uncaughtRules.flatMap((group) => group.words),
  ];
  expect(views.map((view) => view.words).sort()).toEqual([...new Set(words)].sort());
  expect(new Set(views.map(({ slug }) => slug)).size).toBe(views.length);
  for (const { slug, summary } of views) {
    expect(slug).toMatch(/^[\w-]+$/);
    expect(summary).not.toBe("");
  }
});

test("a page has what a kernel wrote, the program that it refused, and the rule with its remedy", () => {
  const view = views.find(({ words }) => words === "Unreleased reference");
  expect(view?.sample).toBe(refusal.messages[0]);
  expect(view?.runs).toHaveLength(1);
  expect(view?.runs[0]?.refusals[0]?.message).toBe(refusal.messages[0]);
  expect(view?.rules[0]?.href).toBe("/faults/unreleased-reference/");
  expect(view?.rules[0]?.explanation?.remedy).toContain("Give the reference back");
  expect(views.filter(({ runs }) => runs.length > 0)).toEqual([view]);
});

test("words that several rules share have one page with all of them", () => {
  const shared = views.find(({ words }) => words === "invalid mem access 'scalar'");
  expect(shared?.rules.map(({ href }) => href)).toContain("/faults/use-after-release/");
  expect(shared?.rules.length).toBeGreaterThan(2);
});

test("what words mean in general comes before what they mean of one rule", () => {
  const view = views.find(({ words }) => words === "must be referenced or trusted");
  expect(view?.summary).toMatch(/^The kfunc takes only a pointer that is known to stay valid/);
  expect(view?.rules.at(-1)?.href).toBe("/faults/release-unowned/");
});

test("words that the emulator refuses no program for promise no remedy", () => {
  const view = views.find(({ words }) => words === "Attaching tracing programs to function");
  expect(view?.summary).toMatch(/^What the verifier says about places to attach\./);
  expect(view?.advice).toBe("Why the emulator refuses no program for it");
  expect(view?.headings[0]?.text).toBe(view?.advice);
  expect(view?.rules.map(({ why }) => why)).not.toContain(view?.summary);
  expect(views.find(({ words }) => words === "Unreleased reference")?.advice).toBe("What to do");
});
