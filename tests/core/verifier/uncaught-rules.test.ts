import { expect, test } from "vitest";
import { uncaughtRules } from "../../../src/core/verifier/uncaught-rules.ts";
import { faultRules } from "../../../src/core/vm/fault.ts";

const caught = Object.values(faultRules).flatMap(({ verifier }): readonly string[] => verifier);

test.each(uncaughtRules)("$about: no fault has the words, and the reason is a sentence", ({ words, why }) => {
  expect(why).toMatch(/^[A-Z].*\.$/);
  for (const each of words) {
    expect(caught.filter((known) => known.includes(each) || each.includes(known))).toEqual([]);
  }
});

test("each group stands once", () => {
  expect(new Set(uncaughtRules.map(({ about }) => about)).size).toBe(uncaughtRules.length);
});
