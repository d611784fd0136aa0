import { resolve } from "node:path";
import { Command } from "commander";
import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import type { CheckOptions } from "../node/build/build.ts";
import { readContentFiles } from "../node/content/read-content-files.ts";
import { showPlaces } from "../node/content/shown-path.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import { printSummary } from "../node/reports/print-summary.ts";
import { progressFor } from "../node/reports/progress.ts";
import { mergeChecks } from "../node/shards/check-shard.ts";
import { unpackFindings } from "../node/shards/portable-finding.ts";
import { type ReadReports, readReports, unlike } from "../node/shards/read-reports.ts";
import { mergeRuns } from "../node/shards/run-shard.ts";
import { type CheckShard, originOf, type ShardReport, type VerifyShard } from "../node/shards/shard-report.ts";
import { mergeVerifications } from "../node/shards/verify-shard.ts";
import { cacheOption, contentOption } from "./project-folders.ts";
import { tellRuns } from "./run-command.ts";
import { type FindingFormat, formatOption, judgeFindings, maxWarningsOption, tellFindings } from "./tell-check.ts";
import { keepRecords, tellVerification } from "./tell-verification.ts";

interface MergeFlags {
  readonly content: string;
  readonly cache: string;
  readonly format: FindingFormat;
  readonly maxWarnings?: number;
  readonly json?: true;
  readonly trace?: true;
  readonly updateRecord?: true;
}

type Files = ReturnType<typeof readContentFiles>;

/** What keeps the reports from being all of one run of what is here. */
function problemsOf({ reports, diagnostics }: ReadReports, content: string, files: Files): Diagnostic[] {
  const [first] = reports;
  if (!first) return [...diagnostics];
  const { asked, against } = first.report;
  const here = { ...originOf(content, files, asked), ...(against && { against }) };
  return [...diagnostics, ...unlike(first.path, first.report, here, "what is here")];
}

function optionsOf({ content, cache, format }: MergeFlags, files: Files): CheckOptions {
  const progress = progressFor(format === "pretty" ? process.stdout : {}, process.env);
  return { content: resolve(content), cache: resolve(cache), files, progress };
}

async function tellChecks(reports: readonly CheckShard[], flags: MergeFlags, files: Files): Promise<void> {
  const { format, maxWarnings } = flags;
  const content = resolve(flags.content);
  const merged = await mergeChecks(optionsOf(flags, files), reports);
  const findings = showPlaces(distinctFindings(merged.diagnostics), content);
  // As long as it took: the shards ran side by side.
  tellFindings(findings, format, printSummary(merged, Math.max(...reports.map(({ seconds }) => seconds))));
  judgeFindings(findings, maxWarnings);
}

async function tellVerifications(reports: readonly VerifyShard[], flags: MergeFlags, files: Files): Promise<void> {
  const { format, maxWarnings, updateRecord = false } = flags;
  const content = resolve(flags.content);
  const isPretty = format === "pretty";
  const merged = await mergeVerifications(optionsOf(flags, files), reports);
  if (isPretty) tellVerification(merged, content);
  else tellFindings(showPlaces(distinctFindings(merged.diagnostics), content), format, "");
  judgeFindings(merged.diagnostics, maxWarnings);
  const say = isPretty ? console.log : console.error;
  if (isPretty || updateRecord) keepRecords(merged, content, updateRecord, reports[0]?.asked ?? [], say);
}

async function runMerge(paths: readonly string[], flags: MergeFlags): Promise<void> {
  const content = resolve(flags.content);
  const read = readReports(paths);
  const reports = read.reports.map(({ report }) => report);
  const files = readContentFiles(content);
  const problems = problemsOf(read, content, files);
  if (problems.length > 0) {
    const found = showPlaces(
      reports.flatMap((report) => unpackFindings(report.found)),
      content,
    );
    const findings = distinctFindings([...problems, ...found]);
    tellFindings(findings, flags.format, "Nothing was merged");
    judgeFindings(findings);
    return;
  }
  const of = <Command extends ShardReport["command"]>(command: Command) =>
    reports.filter((report): report is Extract<ShardReport, { command: Command }> => report.command === command);
  const [checks, verified] = [of("check"), of("verify")];
  if (checks.length > 0) await tellChecks(checks, flags, files);
  else if (verified.length > 0) await tellVerifications(verified, flags, files);
  else tellRuns(mergeRuns(of("run")), flags);
}

export function mergeCommand(): Command {
  return new Command("merge")
    .description(
      "puts together what the shards of a check, a run or a verification reported, and ends as it would have without shards",
    )
    .argument("<reports...>", "files that --shard wrote, or folders of them")
    .addOption(formatOption())
    .addOption(maxWarningsOption())
    .option("--json", "of a run: prints what each engine did as JSON")
    .option("--trace", "of a run with --trace: prints each instruction with what it changed")
    .option("--update-record", "of a verification: writes record/ in the content folder")
    .addOption(contentOption())
    .addOption(cacheOption())
    .action(runMerge);
}
