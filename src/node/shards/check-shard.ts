import { mkdirSync } from "node:fs";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { asMeant } from "../../core/spec/content.ts";
import {
  type BuiltExamples,
  type CheckOptions,
  cacheCounts,
  checkStages,
  type ExamplesJob,
  judgeExamples,
  type StagesReport,
} from "../build/build.ts";
import { type Example, gatherExamples } from "../build/examples.ts";
import { readContent } from "../build/read-content.ts";
import { readKernel } from "../build/read-kernel.ts";
import { Store } from "../cache/store.ts";
import { readContentFiles } from "../content/read-content-files.ts";
import type { JudgedExample } from "../verify/judge-record.ts";
import { readRecords } from "../verify/read-records.ts";
import { packFindings, unpackFindings } from "./portable-finding.ts";
import type { Shard } from "./shard.ts";
import { type CheckShard, originOf, REPORT_FORMAT, type ReportedExample } from "./shard-report.ts";
import { shareOf } from "./share-examples.ts";

function reported({ example, program, kfuncs, scenarios }: JudgedExample): ReportedExample {
  return {
    key: example.key,
    ...(program && { program }),
    kfuncs,
    scenarios: scenarios.map(({ index, emulated, verdicts, outcome }) => ({
      index,
      emulated,
      verdicts,
      // The emulator's stands there already.
      ...(outcome && !("outcome" in emulated) && { outcome }),
    })),
  };
}

/** A shard's report, what was found, and what its examples became; that is absent without kernel facts. */
export interface CheckedShard {
  readonly report: CheckShard;
  readonly diagnostics: readonly Diagnostic[];
  /** Examples of all shards. */
  readonly all: readonly Example[];
  readonly built?: BuiltExamples;
}

/** Compiles and runs the examples of one shard and holds them against the records. What is not about an example is left to whoever merges. */
export async function checkShard(options: CheckOptions, shard: Shard): Promise<CheckedShard> {
  const started = performance.now();
  mkdirSync(options.cache, { recursive: true });
  const store = new Store(options.cache);
  const files = options.files ?? readContentFiles(options.content);
  const { sources, content: whole } = await options.progress("Read specs", () => readContent(options.content, files));
  const content = asMeant(whole);
  const { value: kernel, diagnostics: facts } = readKernel(sources.kernels);
  const { read } = readRecords(options.withoutRecords ? [] : sources.records);
  const all = gatherExamples(sources, content);
  const examples = shareOf(all, shard);
  const judging =
    kernel && (await judgeExamples({ sources, content, kernel, examples, records: read }, options, store));
  const diagnostics = judging?.diagnostics ?? facts;
  const report: CheckShard = {
    command: "check",
    format: REPORT_FORMAT,
    shard,
    ...originOf(options.content, files, []),
    seconds: (performance.now() - started) / 1000,
    found: packFindings(diagnostics),
    examples: (judging?.judged ?? []).map(reported),
    cache: cacheCounts(store),
  };
  return { report, diagnostics, all, ...(judging && { built: { kernel, content, examples, linked: judging.linked } }) };
}

/** What whoever merges needs of a shard. */
export type ShardCheck = Pick<CheckShard, "examples" | "found" | "cache">;

/** What the shards did with the examples, as if it had been done here. */
function judgedOf(reports: readonly ShardCheck[], { examples }: ExamplesJob): JudgedExample[] {
  const byKey = new Map(reports.flatMap((each) => each.examples.map((example) => [example.key, example] as const)));
  return examples.flatMap((example) => {
    const found = byKey.get(example.key);
    if (!found) return [];
    const known = example.spec?.value.scenarios ?? [];
    const scenarios = found.scenarios.flatMap((each) => {
      const scenario = known[each.index];
      const outcome = "outcome" in each.emulated ? each.emulated.outcome : each.outcome;
      return scenario ? [{ ...each, scenario, ...(outcome && { outcome }) }] : [];
    });
    return [{ example, program: found.program, kfuncs: found.kfuncs, scenarios }];
  });
}

const sum = (reports: readonly ShardCheck[], kind: keyof CheckShard["cache"]) => ({
  hits: reports.reduce((all, { cache }) => all + cache[kind].hits, 0),
  misses: reports.reduce((all, { cache }) => all + cache[kind].misses, 0),
});

/** Checks everything, with the examples as the shards have compiled and run them: neither clang nor the emulator is needed. */
export function mergeChecks(options: CheckOptions, reports: readonly ShardCheck[]): Promise<StagesReport> {
  mkdirSync(options.cache, { recursive: true });
  const judge = async (job: ExamplesJob) => ({
    judged: judgedOf(reports, job),
    linked: [],
    selfContained: new Map(),
    diagnostics: reports.flatMap(({ found }) => unpackFindings(found)),
    cache: { objects: sum(reports, "objects"), outcomes: sum(reports, "outcomes") },
  });
  return checkStages(options, new Store(options.cache), judge);
}
