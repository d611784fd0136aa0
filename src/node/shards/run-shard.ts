import { type Checked, hasErrors } from "../../core/diagnostics/diagnostic.ts";
import type { ContentFile } from "../content/read-content-files.ts";
import type { ExamplesRun } from "../run/run-examples.ts";
import type { RunRecord, RunReport } from "../run/run-report.ts";
import { packFindings, unpackFindings } from "./portable-finding.ts";
import type { Shard } from "./shard.ts";
import { originOf, REPORT_FORMAT, type RunShard } from "./shard-report.ts";

interface RunShardOptions {
  readonly content: string;
  readonly files: Checked<readonly ContentFile[]>;
  readonly shard: Shard;
  /** The targets and flags of the command line, which all shards share. */
  readonly asked: readonly string[];
  readonly seconds: number;
}

/** The report of a shard of `kfdoc run`. */
export function runShard({ diagnostics, runs, chosen }: ExamplesRun, options: RunShardOptions): RunShard {
  const { content, files, shard, asked, seconds } = options;
  return {
    command: "run",
    format: REPORT_FORMAT,
    shard,
    ...originOf(content, files, asked),
    seconds,
    found: packFindings(diagnostics),
    examples: chosen,
    runs,
  };
}

/** The runs of all shards, in the order of a run without shards. */
export function mergeRuns(reports: readonly RunShard[]): RunReport {
  const places = new Map(reports[0]?.examples.map((key, place) => [key, place]));
  const placeOf = (key: string) => places.get(key.split("#")[0] ?? "") ?? 0;
  return {
    diagnostics: reports.flatMap(({ found }) => unpackFindings(found)),
    runs: reports.flatMap(({ runs }) => runs).sort((left, right) => placeOf(left.key) - placeOf(right.key)),
  };
}

/** A run of which nothing is expected, such as an object's, is to break no rule. */
const breaksRule = ({ meetsExpectation, answers }: RunRecord): boolean =>
  meetsExpectation === undefined &&
  answers.some(({ result }) => result.kind === "ran" && result.outcome.fault !== undefined);

/** Whether a scenario did not do what it should, or could not run. */
export const runFailed = ({ runs, diagnostics }: RunReport): boolean =>
  hasErrors(diagnostics) ||
  runs.some((run) => breaksRule(run) || run.answers.some(({ result }) => result.kind === "failed"));
