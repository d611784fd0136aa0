import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseRecord } from "../../../src/core/spec/record.ts";
import { explainMessage } from "../../../src/core/verifier/explanations.ts";
import { type FaultRule, faultRules, isGap } from "../../../src/core/vm/fault.ts";

const folder = new URL("../../../content/record/", import.meta.url);

const rules = (Object.keys(faultRules) as FaultRule[]).filter((rule) => !isGap(rule));

test.each(rules)("what the verifier says of %s is explained, in sentences", (rule) => {
  expect(faultRules[rule].verifier.length).toBeGreaterThan(0);
  for (const words of faultRules[rule].verifier) {
    const { meaning, remedy } = explainMessage(`R1 ${words} xfrm_state`, rule) ?? {};
    expect(meaning, words).toMatch(/^[A-Z].*[.;]$/);
    expect(remedy, words).toMatch(/^[A-Z].*\.$/);
  }
});

test("a wording that stands for several rules is explained by the one that is broken", () => {
  const message = "R6 invalid mem access 'scalar'";
  expect(explainMessage(message, "use-after-release")?.meaning).toContain("With its reference");
  expect(explainMessage(message, "null-dereference")?.meaning).toContain("known to be NULL");
  expect(explainMessage(message)?.meaning).toContain("holds a number");
});

test("the longest wording wins", () => {
  const message = "arg#0 expected pointer to stack or const struct bpf_dynptr, expected pointer to ctx";
  expect(explainMessage(message)?.meaning).toContain("dynptr lives on the program's own stack");
});

test("other words are not explained", () => {
  expect(explainMessage("something else")).toBeUndefined();
});

test.each(readdirSync(folder))("every refusal in %s is explained", (name) => {
  const { value } = parseRecord({ path: `content/record/${name}`, text: readFileSync(new URL(name, folder), "utf8") });
  const refused = Object.entries(value?.scenarios ?? {}).flatMap(([key, run]) =>
    run.result === "rejected" ? [{ key, message: run.refusal.messages[0] ?? "" }] : [],
  );
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.filter(({ message }) => !explainMessage(message))).toEqual([]);
});
