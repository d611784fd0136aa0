import { CommanderError } from "commander";
import { exitCodeOf, explainFailure } from "../node/reports/explain-failure.ts";
import { MISUSE } from "../node/reports/usage-error.ts";
import { kfdocProgram } from "./program.ts";

try {
  await kfdocProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : MISUSE;
  } else {
    console.error(explainFailure(error, process.env));
    process.exitCode = exitCodeOf(error);
  }
}
