import { CommanderError } from "commander";
import { EndedBySignal } from "../node/processes/end-with-child.ts";
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
    } else if (error instanceof EndedBySignal) {
      process.kill(process.pid, error.signal);
    } else {
      console.error(explainFailure(error, process.env));
      process.exitCode = exitCodeOf(error);
    }
  }
}
