import { expect, test } from "vitest";
import { countTests, listFailures, type TestReport } from "../../../src/node/reports/count-tests.ts";

const file = (status: string, ...statuses: string[]): TestReport["testResults"][number] => ({
  name: "a.test.ts",
  status,
  assertionResults: statuses.map((each, index) => ({
    status: each,
    fullName: `test ${index + 1}`,
    failureMessages: each === "failed" ? ["expected 1 to be 2\n    at a.test.ts:1:1"] : [],
  })),
});
const report = (...testResults: TestReport["testResults"]): TestReport => ({ testResults });

test.each([
  { name: "all pass", of: report(file("passed", "passed", "passed")), exit: 0, count: [2, 0, 0] },
  { name: "one fails", of: report(file("failed", "passed", "failed")), exit: 1, count: [1, 1, 0] },
  { name: "skipped are neither", of: report(file("passed", "passed", "pending", "todo")), exit: 0, count: [1, 0, 2] },
  {
    name: "a file that can't be loaded",
    of: report(file("failed"), file("passed", "passed")),
    exit: 1,
    count: [1, 1, 0],
  },
  { name: "an error outside of tests", of: report(file("passed", "passed")), exit: 1, count: [1, 1, 0] },
  { name: "no report", of: undefined, exit: 0, count: [0, 1, 0] },
  { name: "ended by a signal", of: undefined, exit: null, count: [0, 1, 0] },
])("$name", ({ of, exit, count: [passed, failed, skipped] }) => {
  expect(countTests(of, exit)).toEqual({ passed, failed, skipped });
});

test("names each failure with the first line of its message, and a file that could not be run", () => {
  expect(listFailures(report(file("failed", "passed", "failed"), file("failed"), file("passed", "passed")))).toEqual([
    "a.test.ts: test 2: expected 1 to be 2",
    "a.test.ts: could not be run",
  ]);
});
