import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { checkStages, type StagesReport } from "../../src/node/build/build.ts";
import { Store } from "../../src/node/cache/store.ts";
import { type PlannedRun, planRuns } from "../../src/node/verify/plan-runs.ts";

const cache = join(tmpdir(), "kfdoc-test-cache");
const content = resolve(import.meta.dirname, "../../content");

type Built = NonNullable<StagesReport["built"]>;
let stages: Promise<StagesReport> | undefined;

/** What the stages of a build make of the project's own content. */
export async function contentBuilt(): Promise<Built> {
  stages ??= checkStages({ content, cache, progress: async (_title, work) => await work() }, new Store(cache));
  const { built } = await stages;
  if (!built) throw new Error("the content has no kernel facts");
  return built;
}

/** Every scenario of the project's content, ready for an engine. */
export async function contentRuns(): Promise<readonly PlannedRun[]> {
  const { examples, linked } = await contentBuilt();
  return planRuns(examples, linked);
}

/** One scenario of the content, with changes. */
export async function contentRun(key: string, changes: Partial<PlannedRun["scenario"]> = {}): Promise<PlannedRun> {
  const run = (await contentRuns()).find((each) => each.key === key);
  if (!run) throw new Error(`the content has no scenario ${key}`);
  return { ...run, scenario: { ...run.scenario, ...changes } };
}
