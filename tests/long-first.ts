import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What makes memories by the thousand: the garbage of these is cheap to collect as long as a worker holds little else. */
const lean = "tests/core/vm";

/**
 * What starts processes that take their time begins next, so that no worker is left alone with it at the end. Those of `everywhere` run
 * objects that `differential` compiles: at the same time, both would.
 */
const first = [lean, "tests/differential", "tests/dev", "tests/cli", "tests/node", "tests/everywhere"];

/**
 * What waits for the built site comes last, whatever failed or took long before; of it first what takes as long as half of the others, for
 * nothing is known yet of how long each takes where a project was just cloned.
 */
const last = ["tests/site/browser/page-kinds", "tests/site/browser"];

function rank({ moduleId, project }: TestSpecification): number {
  const path = relative(project.config.root, moduleId);
  const place = (folders: readonly string[]) => folders.findIndex((folder) => path.startsWith(folder));
  if (place(last) >= 0) return first.length + 1 + place(last);
  return place(first) < 0 ? first.length : place(first);
}

/** Files in the order of their folders; within one as Vitest has them, which is by how long they took the last time. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
}
