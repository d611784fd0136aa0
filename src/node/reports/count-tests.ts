/** The parts of Vitest's JSON report that are counted. */
export interface TestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[] | undefined;
    }[];
  }[];
}

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Passed and failed tests, summed truly: a file that fails without a failing test (it could not be loaded) is one
 * failure, and so is a run that fails without a failing file (an error outside of any test) or wrote no report.
 */
export function countTests(report: TestReport | undefined, exitCode: number | null): TestCount {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const { status, assertionResults } of report?.testResults ?? []) {
    const failed = assertionResults.filter((result) => result.status === "failed").length;
    const passed = assertionResults.filter((result) => result.status === "passed").length;
    count.passed += passed;
    count.failed += failed || (status === "failed" ? 1 : 0);
    count.skipped += assertionResults.length - passed - failed;
  }
  if (count.failed === 0 && (exitCode !== 0 || report === undefined)) count.failed = 1;
  return count;
}

/** A line for each failure, with the first line of its message: what a log that is cut at its head still shows. */
export function listFailures(report: TestReport | undefined): readonly string[] {
  return (report?.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === "failed");
    if (failed.length === 0) return status === "failed" ? [`${name}: could not be run`] : [];
    return failed.map(
      ({ fullName, failureMessages }) => `${name}: ${fullName}: ${failureMessages?.[0]?.split("\n", 1)[0] ?? ""}`,
    );
  });
}
