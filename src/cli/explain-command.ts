import { resolve } from "node:path";
import { Command } from "commander";
import { kfdocCommand } from "../core/words/kfdoc-command.ts";
import { explain, listExplained } from "../node/explain/explain.ts";
import { UsageError } from "../node/reports/usage-error.ts";
import { contentOption, project } from "./project-folders.ts";

interface ExplainFlags {
  readonly content: string;
}

function runExplain(asked: string | undefined, { content }: ExplainFlags): void {
  if (asked?.startsWith("-") && !/^-(E\w|\d)/i.test(asked)) {
    throw new UsageError(`There is no option ${asked}`, `${kfdocCommand("explain --help")} shows how it is called.`);
  }
  console.log(asked === undefined ? listExplained() : explain(asked, { project, content: resolve(content) }));
}

export function explainCommand(): Command {
  return (
    new Command("explain")
      .description("says what a diagnostic, a fault, an error or a message of the verifier means, with an example")
      .argument(
        "[name]",
        "a code such as audit/flags, a rule such as unreleased-reference, an error such as -ENOENT, or words of the verifier",
      )
      // An error begins with a minus, as options do.
      .allowUnknownOption()
      .addOption(contentOption())
      .action(runExplain)
  );
}
