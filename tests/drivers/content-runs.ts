import { join, resolve } from "node:path";
import { checkStages } from "../../src/node/build/build.ts";
import { Store } from "../../src/node/cache/store.ts";
import { type PlannedRun, planRuns } from "../../src/node/verify/plan-runs.ts";
import { readAsBefore } from "./read-as-before.ts";

const project = resolve(import.meta.dirname, "../..");
/** What a build has compiled is taken from its cache. */
const cache = join(project, ".cache/kfdoc");
let runs: Promise<readonly PlannedRun[]> | undefined;

async function planAll(): Promise<readonly PlannedRun[]> {
  const content = join(project, "content");
  const options = {
    content,
    files: readAsBefore(content),
    cache,
    withoutSelfContained: true,
    progress: async <Value>(_: string, work: () => Value | Promise<Value>) => await work(),
  };
  const { built } = await checkStages(options, new Store(cache));
  if (!built) throw new Error("the content has no kernel facts");
  return planRuns(built.examples, built.linked);
}

/** Every scenario of the project's own content, ready for an engine. */
export function contentRuns(): Promise<readonly PlannedRun[]> {
  runs ??= planAll();
  return runs;
}
