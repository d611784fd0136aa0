import { mkdirSync } from "node:fs";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import {
  type CheckOptions,
  type CheckReport,
  cacheCounts,
  checkStages,
  type ExamplesJob,
  judgeExamples,
} from "../build/build.ts";
import { gatherExamples } from "../build/examples.ts";
import { readContent } from "../build/read-content.ts";
import { readKernel } from "../build/read-kernel.ts";
import { Store } from "../cache/store.ts";
import type { JudgedExample } from "../verify/judge-record.ts";
import { readRecords } from "../verify/read-records.ts";
import { packFindings, unpackFindings } from "./portable-finding.ts";
import type { Shard } from "./shard.ts";
import { asRead, type CheckShard, originOf, REPORT_FORMAT, type ReportedExample } from "./shard-report.ts";
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

/** Compiles and runs the examples of one shard and holds them against the records. What is not about an example is left to whoever merges. */
export async function checkShard(
  options: CheckOptions,
  shard: Shard,
): Promise<{ report: CheckShard; diagnostics: readonly Diagnostic[] }> {
  const started = performance.now();
  mkdirSync(options.cache, { recursive: true });
  const store = new Store(options.cache);
  const { sources, content } = await options.progress("Read specs", () => readContent(options.content));
  const { value: kernel, diagnostics: facts } = readKernel(sources.kernels);
  const { read } = readRecords(sources.records);
  const examples = shareOf(gatherExamples(sources, content), shard);
  const judging =
    kernel && (await judgeExamples({ sources, content, kernel, examples, records: read }, options, store));
  const diagnostics = judging?.diagnostics ?? facts;
  const made: CheckShard = {
    command: "check",
    format: REPORT_FORMAT,
    shard,
    ...originOf(options.content, []),
    seconds: (performance.now() - started) / 1000,
    found: packFindings(diagnostics),
    examples: (judging?.judged ?? []).map(reported),
    cache: cacheCounts(store),
  };
  // The timeline is for pages, and whoever merges makes none.
  return { report: asRead(made), diagnostics };
}

/** What the shards did with the examples, as if it had been done here. */
function judgedOf(reports: readonly CheckShard[], { examples }: ExamplesJob): JudgedExample[] {
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

const sum = (reports: readonly CheckShard[], kind: keyof CheckShard["cache"]) => ({
  hits: reports.reduce((all, { cache }) => all + cache[kind].hits, 0),
  misses: reports.reduce((all, { cache }) => all + cache[kind].misses, 0),
});

/** Checks everything, with the examples as the shards have compiled and run them: neither clang nor the emulator is needed. */
export function mergeChecks(options: CheckOptions, reports: readonly CheckShard[]): Promise<CheckReport> {
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
