import { resolve } from "node:path";
import { Command } from "commander";
import { hasErrors } from "../core/diagnostics/diagnostic.ts";
import { kfdocCommand } from "../core/words/kfdoc-command.ts";
import { showPath, showPlaces } from "../node/content/shown-path.ts";
import { ask } from "../node/drafts/ask.ts";
import { newExample } from "../node/drafts/new-example.ts";
import { newKfunc } from "../node/drafts/new-kfunc.ts";
import { nextSteps, printNewExample, printNewKfunc } from "../node/drafts/print-drafts.ts";
import { readForDrafts } from "../node/drafts/read-for-drafts.ts";
import { tryExample } from "../node/drafts/try-example.ts";
import { paletteFor, printFindings } from "../node/reports/print-report.ts";
import { UsageError } from "../node/reports/usage-error.ts";
import { cacheOption, contentOption, contentWords } from "./project-folders.ts";

interface Folders {
  readonly content: string;
  readonly cache: string;
}

interface KfuncFlags extends Folders {
  readonly example: boolean;
}

interface ExampleFlags extends Folders {
  readonly kfunc?: readonly string[];
}

/** What was given on the command line, or is answered on a terminal. */
async function given(value: string | undefined, question: string, known: () => Iterable<string>, missing: string) {
  const answer = value ?? (await ask(question, known()));
  if (answer === undefined)
    throw new UsageError(`${missing} is missing`, `${kfdocCommand("new --help")} shows how it is called.`);
  return answer;
}

const kfuncNames = (content: string) => readForDrafts(content).kernel.histories.keys();

async function tell(lines: readonly string[], example: string | undefined, { content, cache }: Folders): Promise<void> {
  const options = contentWords(content);
  let unstated: readonly string[] = [];
  for (const line of lines) console.log(line);
  if (example !== undefined) {
    const tried = await tryExample(resolve(content), resolve(cache), example, options);
    unstated = tried.unstated;
    for (const line of tried.lines) console.log(line);
    if (hasErrors(tried.diagnostics)) {
      console.error(printFindings(showPlaces(tried.diagnostics, content), paletteFor(process.stderr)));
      process.exitCode = 1;
    }
  }
  console.log(nextSteps(example, options, unstated));
}

async function runNewKfunc(name: string | undefined, flags: KfuncFlags): Promise<void> {
  const content = resolve(flags.content);
  const kfunc = await given(name, "Which kfunc?", () => kfuncNames(content), "The kfunc's name");
  const made = newKfunc(content, kfunc, { example: flags.example });
  await tell(printNewKfunc(made, showPath(content)), made.example?.key, flags);
}

async function runNewExample(name: string | undefined, flags: ExampleFlags): Promise<void> {
  const content = resolve(flags.content);
  const key = await given(name, "Which name? (FAMILY/NAME)", () => [], "The example's name");
  const kfuncs = flags.kfunc ?? [
    await given(undefined, "Which kfunc does it call?", () => kfuncNames(content), "--kfunc"),
  ];
  const made = newExample(content, key, kfuncs);
  await tell(printNewExample(made, showPath(content)), key, flags);
}

export function newCommand(): Command {
  const kfunc = new Command("kfunc")
    .description("drafts what a kfunc lacks: its spec, its page, and an example where none calls it")
    .argument("[name]", "the kfunc, as the kernel spells it; asked for on a terminal")
    .option("--no-example", "leaves the example out")
    .addOption(contentOption())
    .addOption(cacheOption())
    .action(runNewKfunc);
  const example = new Command("example")
    .description("drafts an example that calls kfuncs, and a scenario of it")
    .argument("[name]", "FAMILY/NAME, such as xfrm/replay-window; asked for on a terminal")
    .option("--kfunc <names...>", "the kfuncs that it calls")
    .addOption(contentOption())
    .addOption(cacheOption())
    .action(runNewExample);
  return new Command("new")
    .description("drafts specs, pages and examples from kernel facts; what is there stays as it is")
    .addCommand(kfunc)
    .addCommand(example);
}
