import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { DiagnosticCode } from "../../core/diagnostics/codes.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import { kfdocCommand } from "../../core/words/kfdoc-command.ts";
import { UsageError } from "../reports/usage-error.ts";
import { printShard, reportName } from "./shard.ts";
import { type Origin, REPORT_FORMAT, type ShardReport } from "./shard-report.ts";

/** A report and where it stood. */
export interface ReadReport {
  readonly path: string;
  readonly report: ShardReport;
}

export interface ReadReports {
  readonly reports: readonly ReadReport[];
  readonly diagnostics: readonly Diagnostic[];
}

const problem = (path: string, code: DiagnosticCode, message: string, help: string): Diagnostic =>
  errorAt({ path }, code, message, { help });

/** The files that are named, and every `.json` in the folders that are. */
function filesOf(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const status = statSync(path, { throwIfNoEntry: false });
    if (!status) throw new UsageError(`There is no ${path}`, "Name the files that shards wrote, or folders of them.");
    if (!status.isDirectory()) return [path];
    const names = readdirSync(path, { recursive: true, encoding: "utf8" }).sort();
    return names.filter((name) => name.endsWith(".json")).map((name) => join(path, name));
  });
}

/** Whether a file has what every report has; what a shard of the same kfdoc wrote is whole. */
function isReport(value: unknown): value is ShardReport {
  const { format, command, shard, found } = (value ?? {}) as Partial<ShardReport>;
  return (
    format === REPORT_FORMAT && (command === "check" || command === "run" || command === "verify") && !!shard && !!found
  );
}

function readReport(path: string): ReadReport | Diagnostic {
  const help = `Name what \`${kfdocCommand("check")}\`, \`run\` or \`verify\` with --shard of this version wrote.`;
  try {
    const report: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (isReport(report)) return { path, report };
  } catch {
    return problem(path, "shard/unreadable", "The file is no JSON", help);
  }
  return problem(path, "shard/unreadable", "The file is no report of a shard", help);
}

const places: readonly (readonly [keyof Origin, string])[] = [
  ["commit", "commit"],
  ["content", "content"],
  ["code", "version of kfdoc"],
  ["asked", "command line"],
  ["against", "kernels"],
];

/** What a report was made of otherwise than another, or than what is here. */
export function unlike(path: string, left: Partial<Origin>, right: Partial<Origin>, other: string): Diagnostic[] {
  const differing = places.filter(([key]) => JSON.stringify(left[key]) !== JSON.stringify(right[key]));
  if (differing.length === 0) return [];
  const words = differing.map(([, name]) => name).join(", ");
  const help = "Merge shards of one run: of the same commit, content and kfdoc, with the same arguments.";
  return [problem(path, "shard/unlike", `The report is not of the same ${words} as ${other}`, help)];
}

/** Where the report of another shard is to be expected: beside one that is there, under its name or the usual one. */
function reportBeside({ path, report: { command, shard } }: ReadReport, index: number): string {
  const name = basename(path);
  const own = reportName(command, shard);
  const usual = reportName(command, { ...shard, index });
  return join(dirname(path), name.includes(own) ? name.replace(own, usual) : usual);
}

/** Shards that are there more than once, or not at all. */
function countShards(reports: readonly ReadReport[]): Diagnostic[] {
  const [first] = reports;
  if (!first) return [];
  const { count } = first.report.shard;
  const byIndex = new Map<number, ReadReport>();
  const doubled: Diagnostic[] = [];
  for (const each of reports) {
    const { shard } = each.report;
    const other = byIndex.get(shard.index);
    const message = `Shard ${printShard(shard)} is there twice, in ${other?.path} too`;
    const help = "Name each report once, and clear the folder before a run.";
    if (other) doubled.push(problem(each.path, "shard/doubled", message, help));
    else byIndex.set(shard.index, each);
  }
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !byIndex.has(index));
  const absent = missing.map((index) =>
    problem(
      reportBeside(first, index),
      "shard/missing",
      `The report of shard ${printShard({ index, count })} is not there`,
      "A shard that ended before it wrote its report has to run again.",
    ),
  );
  return [...doubled, ...absent];
}

/** Reads the reports of all shards of one run; what keeps them from being one is a finding. */
export function readReports(paths: readonly string[]): ReadReports {
  const read = filesOf(paths).map(readReport);
  const reports = read.flatMap((each) => ("report" in each ? [each] : []));
  const unreadable = read.flatMap((each) => ("report" in each ? [] : [each]));
  const [first, ...others] = reports;
  if (!first) {
    if (unreadable.length > 0) return { reports, diagnostics: unreadable };
    throw new UsageError(
      `There is no report in ${paths.join(", ")}`,
      "Name the files that shards wrote, or folders of them.",
    );
  }
  const head = ({ report }: ReadReport) => ({
    ...report,
    asked: [report.command, `${report.shard.count}`, ...report.asked],
  });
  const strange = others.flatMap((each) => unlike(each.path, head(each), head(first), first.path));
  return { reports, diagnostics: [...unreadable, ...strange, ...(strange.length === 0 ? countShards(reports) : [])] };
}
