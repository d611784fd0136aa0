import { resolve } from "node:path";
import { Command } from "commander";
import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import { showPlaces } from "../node/content/shown-path.ts";
import { distinctFindings } from "../node/reports/distinct-findings.ts";
import { printSummary } from "../node/reports/print-summary.ts";
import { progressFor } from "../node/reports/progress.ts";
import { mergeChecks } from "../node/shards/check-shard.ts";
import { unpackFindings } from "../node/shards/portable-finding.ts";
import { type ReadReports, readReports, unlike } from "../node/shards/read-reports.ts";
import { mergeRuns } from "../node/shards/run-shard.ts";
import { type CheckShard, originOf, type RunShard } from "../node/shards/shard-report.ts";
import { cacheOption, contentOption } from "./project-folders.ts";
import { tellRuns } from "./run-command.ts";
import { type FindingFormat, formatOption, judgeFindings, maxWarningsOption, tellFindings } from "./tell-check.ts";

interface MergeFlags {
  readonly content: string;
  readonly cache: string;
  readonly format: FindingFormat;
  readonly maxWarnings?: number;
  readonly json?: true;
  readonly trace?: true;
}

/** What keeps the reports from being all of one run of what is here. */
function problemsOf({ reports, diagnostics }: ReadReports, content: string): Diagnostic[] {
  const [first] = reports;
  if (!first) return [...diagnostics];
  const here = originOf(content, first.report.asked);
  return [...diagnostics, ...unlike(first.path, first.report, here, "what is here")];
}

async function tellChecks(reports: readonly CheckShard[], flags: MergeFlags): Promise<void> {
  const { format, maxWarnings, cache } = flags;
  const content = resolve(flags.content);
  const progress = progressFor(format === "pretty" ? process.stdout : {}, process.env);
  const merged = await mergeChecks({ content, cache: resolve(cache), progress }, reports);
  const findings = showPlaces(distinctFindings(merged.diagnostics), content);
  // As long as it took: the shards ran side by side.
  tellFindings(findings, format, printSummary(merged, Math.max(...reports.map(({ seconds }) => seconds))));
  judgeFindings(findings, maxWarnings);
}

async function runMerge(paths: readonly string[], flags: MergeFlags): Promise<void> {
  const content = resolve(flags.content);
  const read = readReports(paths);
  const reports = read.reports.map(({ report }) => report);
  const problems = problemsOf(read, content);
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
  const checks = reports.filter((report): report is CheckShard => report.command === "check");
  if (checks.length > 0) await tellChecks(checks, flags);
  else tellRuns(mergeRuns(reports.filter((report): report is RunShard => report.command === "run")), flags);
}

export function mergeCommand(): Command {
  return new Command("merge")
    .description("puts together what the shards of a check or a run reported, and ends as it would have without shards")
    .argument("<reports...>", "files that --shard wrote, or folders of them")
    .addOption(formatOption())
    .addOption(maxWarningsOption())
    .option("--json", "of a run: prints what each engine did as JSON")
    .option("--trace", "of a run with --trace: prints each instruction with what it changed")
    .addOption(contentOption())
    .addOption(cacheOption())
    .action(runMerge);
}
