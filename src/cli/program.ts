import { Command } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { kfdocCommand } from "../core/words/kfdoc-command.ts";
import { fetchKernel } from "../node/linux/fetch-kernel.ts";
import { buildCommand } from "./build-command.ts";
import { changesCommand } from "./changes-command.ts";
import { checkCommand } from "./check-command.ts";
import { addHelp } from "./command-help.ts";
import { completionCommand } from "./completion-command.ts";
import { coverageCommand } from "./coverage-command.ts";
import { devCommand } from "./dev-command.ts";
import { doctorCommand } from "./doctor-command.ts";
import { explainCommand } from "./explain-command.ts";
import { mergeCommand } from "./merge-command.ts";
import { newCommand } from "./new-command.ts";
import { runCommand } from "./run-command.ts";
import { verifyCommand } from "./verify-command.ts";

/** Commander hands down to commands what is set on their parent, but not to those that were added whole. */
function overrideExit(command: Command): void {
  command.exitOverride();
  for (const each of command.commands) overrideExit(each);
}

/** All commands, in the order of the alphabet. */
export function kfdocProgram(): Command {
  const program = new Command(kfdocCommand())
    .description(packageJson.description)
    .version(packageJson.version)
    .helpCommand(false)
    .addCommand(buildCommand())
    .addCommand(changesCommand())
    .addCommand(checkCommand())
    .addCommand(completionCommand())
    .addCommand(coverageCommand())
    .addCommand(devCommand())
    .addCommand(doctorCommand())
    .addCommand(explainCommand())
    .addCommand(mergeCommand())
    .addCommand(newCommand())
    .addCommand(runCommand(fetchKernel))
    .addCommand(verifyCommand(fetchKernel));
  overrideExit(program);
  addHelp(program);
  return program;
}
