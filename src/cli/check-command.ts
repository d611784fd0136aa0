import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { type Diagnostic, hasErrors } from "../core/diagnostics/diagnostic.ts";
import { check } from "../node/build/build.ts";
import { type ShowPath, showPath, showPlaces } from "../node/content/shown-path.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import { explainFailure } from "../node/reports/explain-failure.ts";
import { type FindingFormatName, findingFormats } from "../node/reports/formats/formats.ts";
import { clearScreen, printPass } from "../node/reports/print-pass.ts";
import { paletteFor, printFindings } from "../node/reports/print-report.ts";
import { printSummary } from "../node/reports/print-summary.ts";
import { progressFor } from "../node/reports/progress.ts";
import { filterFor } from "../node/reports/shown-findings.ts";
import { UsageError } from "../node/reports/usage-error.ts";
import { type FixedFile, fixSpecs } from "../node/specs/fix-specs.ts";
import { checkAgain } from "../node/watch/check-again.ts";
import { repeatOnChange } from "../node/watch/repeat-on-change.ts";
import { cacheOption, contentOption } from "./project-folders.ts";

interface CheckFlags {
  readonly fix?: true;
  readonly content: string;
  readonly cache: string;
  readonly format: "pretty" | FindingFormatName;
  readonly maxWarnings?: number;
  readonly since?: string;
  readonly watch?: true;
}

/** A line for each file, and how many there were. */
function tellFixes(files: readonly FixedFile[], show: ShowPath, say: (line: string) => void): void {
  for (const { path, changes } of files) say(`${show(`content/${path}`)}: ${changes.join("; ")}`);
  say(files.length === 0 ? "Nothing to fix" : `${files.length} ${files.length === 1 ? "file" : "files"} written`);
}

/** An error makes a check fail, and so do more warnings than are borne. */
function judge(findings: readonly Diagnostic[], maxWarnings = Number.POSITIVE_INFINITY): void {
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  const tooMany = warnings > maxWarnings;
  if (tooMany) console.error(`${warnings} warnings are more than --max-warnings ${maxWarnings} allows`);
  if (tooMany || hasErrors(findings)) process.exitCode = 1;
}

async function runCheck(paths: readonly string[], flags: CheckFlags): Promise<void> {
  const { cache, format, fix, maxWarnings, since } = flags;
  const started = performance.now();
  const content = resolve(flags.content);
  const shown = filterFor({ content, paths, ...(since !== undefined && { since }) });
  const isPretty = format === "pretty";
  if (fix) tellFixes(fixSpecs(content), showPath(content), isPretty ? console.log : console.error);
  const progress = progressFor(isPretty ? process.stdout : {}, process.env);
  const report = await check({ content, cache: resolve(cache), progress });
  const all = distinctFindings(report.diagnostics);
  const findings = showPlaces(all.filter(shown), content);
  if (format === "pretty") {
    if (findings.length > 0) console.error(printFindings(findings, paletteFor(process.stderr)));
    if (all.length > findings.length) console.error(`${all.length - findings.length} findings elsewhere are not shown`);
    console.log(printSummary(report, (performance.now() - started) / 1000));
  } else {
    console.log(findingFormats[format](findings));
  }
  judge(findings, maxWarnings);
}

/** Ctrl-C, or being asked to end. */
function untilStopped(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

async function runWatch(
  paths: readonly string[],
  { content: folder, cache, format, fix, since }: CheckFlags,
): Promise<void> {
  if (format !== "pretty" || fix) {
    throw new UsageError("--watch goes with neither --format nor --fix", "It prints for a reader, and writes nothing.");
  }
  const content = resolve(folder);
  const isNamed = filterFor({ content, paths });
  const pass = checkAgain({ content, cache: resolve(cache), progress: progressFor({}, process.env) });
  console.log("Checking everything; then again what changes. Ctrl-C ends it.");
  await repeatOnChange(
    content,
    async () => {
      const { report, changed, seconds } = await pass();
      if (changed.length === 0) return;
      const isMeant = since === undefined ? isNamed : filterFor({ content, paths: [], since });
      const findings = distinctFindings(report.diagnostics).filter((each) => isNamed(each) && isMeant(each));
      if (process.stdout.isTTY) process.stdout.write(clearScreen);
      console.log(printPass(findings, changed, seconds, new Date(), paletteFor(process.stdout)));
    },
    untilStopped(),
    (failure) => console.log(explainFailure(failure, process.env)),
  );
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is a number from 0 on.");
}

export function checkCommand(): Command {
  return new Command("check")
    .description("checks everything and runs every scenario, but writes no pages")
    .argument("[paths...]", "tells only of these files and folders", [])
    .addOption(contentOption())
    .addOption(cacheOption())
    .option("--fix", "writes into specs what the kernel facts decide, and specs that are missing")
    .addOption(
      new Option("--format <format>", "how findings are printed")
        .choices(["pretty", ...Object.keys(findingFormats)])
        .default("pretty"),
    )
    .option("--since <commit>", "tells only of files that changed since, such as origin/main")
    .option("--max-warnings <number>", "fails where there are more", wholeNumber)
    .option("--watch", "checks again what changes, until Ctrl-C")
    .action((paths: readonly string[], flags: CheckFlags) => (flags.watch ? runWatch : runCheck)(paths, flags));
}
