import { exitCodeOf, explainFailure } from "./explain-failure.ts";

/** Runs a command to its exit code; what it throws is told in words, and ends it with 1, or with 2 where it was called wrong. */
export async function runScript(work: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(explainFailure(error, process.env));
    process.exitCode = exitCodeOf(error);
  }
}
