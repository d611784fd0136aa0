import { expect, test } from "vitest";
import { wholePrograms } from "../../src/site/view/examples-view.ts";

test.each([
  [1, "1 program that compiles as it stands"],
  [2, "2 programs that compile as they stand"],
])("the page of a folder with %i examples says so", (number, words) => {
  expect(wholePrograms(number)).toBe(words);
});
