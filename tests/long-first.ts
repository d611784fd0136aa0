import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What starts processes that take their time begins first, so that no worker is left alone with it at the end. Those of `everywhere` run
 * objects that `differential` compiles: at the same time, both would.
 */
const first = ["tests/differential", "tests/dev", "tests/cli", "tests/node", "tests/everywhere"];

/** What waits for the built site comes last, whatever failed or took long before. */
const last = "tests/site/browser";

function rank({ moduleId, project }: TestSpecification): number {
  const path = relative(project.config.root, moduleId);
  if (path.startsWith(last)) return first.length + 1;
  const at = first.findIndex((folder) => path.startsWith(folder));
  return at < 0 ? first.length : at;
}

/** Files in the order of their folders; within one as Vitest has them, which is by how long they took the last time. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
}
