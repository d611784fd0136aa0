import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkStages, type Progress, type StagesReport } from "../../src/node/build/build.ts";
import { Store } from "../../src/node/cache/store.ts";
import { type PlannedRun, planRuns } from "../../src/node/verify/plan-runs.ts";
import { contentRuns } from "./content-runs.ts";
import { readAsBefore } from "./read-as-before.ts";
import { writeSampleContent } from "./sample-content.ts";
import { sharedCache as cache } from "./shared-cache.ts";

type Built = NonNullable<StagesReport["built"]>;
let stages: Promise<StagesReport> | undefined;

const progress: Progress = async (_title, work) => await work();

async function runStages(): Promise<StagesReport> {
  const content = mkdtempSync(join(tmpdir(), "kfdoc-sample-"));
  try {
    writeSampleContent(content);
    const options = { content, cache, files: readAsBefore(content), progress, withoutSelfContained: true };
    return await checkStages(options, new Store(cache));
  } finally {
    rmSync(content, { recursive: true, force: true });
  }
}

/** What the stages of a build make of the sample content. */
async function sampleBuilt(): Promise<Built> {
  stages ??= runStages();
  const { built } = await stages;
  if (!built) throw new Error("the content has no kernel facts");
  return built;
}

/** Every scenario of the sample content, ready for an engine. */
export async function sampleRuns(): Promise<readonly PlannedRun[]> {
  const { examples, linked } = await sampleBuilt();
  return planRuns(examples, linked);
}

/** One scenario of the sample content, or of the project's where the sample has none of that name; with changes. */
export async function sampleRun(key: string, changes: Partial<PlannedRun["scenario"]> = {}): Promise<PlannedRun> {
  const isWanted = (each: PlannedRun) => each.key === key;
  const run = (await sampleRuns()).find(isWanted) ?? (await contentRuns()).find(isWanted);
  if (!run) throw new Error(`the content has no scenario ${key}`);
  return { ...run, scenario: { ...run.scenario, ...changes } };
}
