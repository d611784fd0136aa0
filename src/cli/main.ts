import { CommanderError } from "commander";
import { explainFailure } from "../node/reports/explain-failure.ts";
import { kfdocProgram } from "./program.ts";

/** Wrong words on the command line. */
const MISUSE = 2;

try {
  await kfdocProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : MISUSE;
  } else {
    console.error(explainFailure(error, process.env));
    process.exitCode = 1;
  }
}
