import { expect, test } from "vitest";
import { countAndStart } from "../../../src/node/fuzz/count-and-start.ts";
import { explainFailure } from "../../../src/node/reports/explain-failure.ts";

const USAGE = "Usage: fuzz [<how many> [<seed>]]";

test("takes both numbers, or chooses them", () => {
  expect(countAndStart(["20", "0"], USAGE)).toEqual({ count: 20, start: 0 });
  expect(countAndStart(["20"], USAGE)).toEqual({ count: 20, start: expect.any(Number) });
  expect(countAndStart([], USAGE).count).toBe(100_000);
});

test.each([
  [["abc"], "abc is no whole number from 1 to 2147483647"],
  [["--help"], "--help is no whole number"],
  [["0"], "0 is no whole number from 1"],
  [["-5"], "-5 is no whole number"],
  [["1.5"], "1.5 is no whole number"],
  [["1e3"], "1e3 is no whole number"],
  [["10", "xyz"], "xyz is no whole number from 0"],
  [["99999999999"], "99999999999 is no whole number"],
  [["10", "1", "2"], "There is nothing that 2 could mean"],
])("refuses %j", (args, words) => {
  let told = "";
  try {
    countAndStart(args, USAGE);
  } catch (error) {
    told = explainFailure(error, {});
  }
  expect(told).toContain(words);
  expect(told.endsWith(USAGE)).toBe(true);
});
