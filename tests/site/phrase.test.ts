import { expect, test } from "vitest";
import { marked, phraseText } from "../../src/site/view/phrase.ts";

test("what stands between backticks is code, and is read without them", () => {
  const phrases = marked("Compare with the end: `data + size > data_end`.");
  expect(phrases).toEqual([
    { text: "Compare with the end: " },
    { text: "data + size > data_end", code: true },
    { text: "." },
  ]);
  expect(phraseText(phrases)).toBe("Compare with the end: data + size > data_end.");
});
