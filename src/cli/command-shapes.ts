import type { Command, Option } from "commander";
import { diagnosticCodes } from "../core/diagnostics/codes.ts";
import { faultRules } from "../core/vm/fault.ts";
import type { CommandShape, OptionShape } from "../node/completion/command-shape.ts";

/** What the first argument of a command may be. */
const values: Readonly<Record<string, readonly string[]>> = {
  explain: [...Object.keys(diagnosticCodes), ...Object.keys(faultRules)],
};

const optionShape = ({ long, description, required, optional, argChoices }: Option): OptionShape => ({
  name: long ?? "",
  description,
  takesValue: required || optional,
  choices: argChoices ?? [],
});

/** A command and all below it, as they are declared to commander. */
export function commandShapes(command: Command, path = ""): CommandShape[] {
  const { commands, options, registeredArguments } = command;
  const own = {
    path,
    commands: commands.map((each) => ({ name: each.name(), description: each.description() })),
    options: [
      ...options.map(optionShape),
      { name: "--help", description: "shows how it is called", takesValue: false, choices: [] },
    ],
    values: values[path] ?? registeredArguments[0]?.argChoices ?? [],
  };
  return [own, ...commands.flatMap((each) => commandShapes(each, `${path} ${each.name()}`.trim()))];
}
