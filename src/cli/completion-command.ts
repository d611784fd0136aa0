import { Argument, Command } from "commander";
import { kfdocCommand } from "../core/words/kfdoc-command.ts";
import { type Shell, shells } from "../node/completion/command-shape.ts";
import { printCompletion } from "../node/completion/print-completion.ts";
import { UsageError } from "../node/reports/usage-error.ts";
import { commandShapes } from "./command-shapes.ts";

export function completionCommand(): Command {
  return new Command("completion")
    .description("prints a script by which a shell completes these commands")
    .addArgument(new Argument("[shell]", "the shell, which must be named").choices(shells))
    .action((shell: Shell | undefined, _flags: unknown, command: Command) => {
      if (shell === undefined) {
        throw new UsageError(
          "The shell is missing",
          `Name one of ${shells.join(", ")}, such as ${kfdocCommand("completion bash")}.`,
        );
      }
      process.stdout.write(printCompletion(shell, commandShapes(command.parent ?? command)));
    });
}
