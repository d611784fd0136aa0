import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { fetchKernel } from "../node/linux/fetch-kernel.ts";
import { explainFailure } from "../node/reports/explain-failure.ts";
import { buildCommand } from "./build-command.ts";
import { checkCommand } from "./check-command.ts";
import { coverageCommand } from "./coverage-command.ts";
import { explainCommand } from "./explain-command.ts";
import { newCommand } from "./new-command.ts";
import { runCommand } from "./run-command.ts";
import { verifyCommand } from "./verify-command.ts";

/** Wrong words on the command line. */
const MISUSE = 2;

const program = new Command("kfdoc")
  .description(packageJson.description)
  .version(packageJson.version)
  .helpCommand(false)
  .addCommand(buildCommand())
  .addCommand(checkCommand())
  .addCommand(coverageCommand())
  .addCommand(explainCommand())
  .addCommand(newCommand())
  .addCommand(runCommand(fetchKernel))
  .addCommand(verifyCommand(fetchKernel));

/** Commander hands down to commands what is set on their parent, but not to those that were added whole. */
function overrideExit(command: Command): void {
  command.exitOverride();
  for (const each of command.commands) overrideExit(each);
}

try {
  overrideExit(program);
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : MISUSE;
  } else {
    console.error(explainFailure(error, process.env));
    process.exitCode = 1;
  }
}
