import { CommanderError } from "commander";
import { exitCodeOf, explainFailure } from "../node/reports/explain-failure.ts";
import { MISUSE } from "../node/reports/usage-error.ts";
import { kfdocProgram } from "./program.ts";

/** Runs a command with the words of a shell. The exit code is left in `process.exitCode`. */
export async function runKfdoc(words: readonly string[]): Promise<void> {
  try {
    await kfdocProgram().parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : MISUSE;
    } else {
      console.error(explainFailure(error, process.env));
      process.exitCode = exitCodeOf(error);
    }
  }
}
