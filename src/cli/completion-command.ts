import { Argument, Command } from "commander";
import { type Shell, shells } from "../node/completion/command-shape.ts";
import { printCompletion } from "../node/completion/print-completion.ts";
import { commandShapes } from "./command-shapes.ts";

export function completionCommand(): Command {
  return new Command("completion")
    .description("prints a script by which a shell completes these commands")
    .addArgument(new Argument("<shell>", "the shell").choices(shells))
    .action((shell: Shell, _flags: unknown, command: Command) => {
      process.stdout.write(printCompletion(shell, commandShapes(command.parent ?? command)));
    });
}
