import { resolve } from "node:path";
import { Command } from "commander";
import { explain, listExplained } from "../node/explain/explain.ts";
import { contentOption, project } from "./project-folders.ts";

interface ExplainFlags {
  readonly content: string;
}

function runExplain(asked: string | undefined, { content }: ExplainFlags): void {
  console.log(asked === undefined ? listExplained() : explain(asked, { project, content: resolve(content) }));
}

export function explainCommand(): Command {
  return new Command("explain")
    .description("says what a diagnostic, a fault or a message of the verifier means, with an example")
    .argument("[name]", "a code such as audit/flags, a rule such as unreleased-reference, or words of the verifier")
    .addOption(contentOption())
    .action(runExplain);
}
