import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { checkStages, type StagesReport } from "../../src/node/build/build.ts";
import { Store } from "../../src/node/cache/store.ts";
import { type PlannedRun, planRuns } from "../../src/node/verify/plan-runs.ts";
import { contentRuns } from "./content-runs.ts";
import { writeSampleContent } from "./sample-content.ts";

const cache = join(tmpdir(), "kfdoc-test-cache");

let folder: string | undefined;
afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

function sampleFolder(): string {
  if (folder === undefined) {
    folder = mkdtempSync(join(tmpdir(), "kfdoc-sample-"));
    writeSampleContent(folder);
  }
  return folder;
}

type Built = NonNullable<StagesReport["built"]>;
let stages: Promise<StagesReport> | undefined;

/** What the stages of a build make of the sample content. */
export async function sampleBuilt(): Promise<Built> {
  stages ??= checkStages(
    { content: sampleFolder(), cache, progress: async (_title, work) => await work() },
    new Store(cache),
  );
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
