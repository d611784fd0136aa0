import { mkdirSync } from "node:fs";
import type { KfuncCoverage } from "../../core/coverage/coverage.ts";
import { Store } from "../cache/store.ts";
import { filesOfFamilies } from "../content/files-of-families.ts";
import { readContentFiles } from "../content/read-content-files.ts";
import { type CheckOptions, checkStages } from "./build.ts";

export interface FamilyCoverage {
  /** Of the families' kfuncs, and of all that have no spec here; absent without kernel facts. */
  readonly coverage?: readonly KfuncCoverage[];
  /** Files of specs, pages and scenarios that can't be read, so that what they say is not counted. */
  readonly unread: readonly string[];
}

/** How far the kfuncs of some families are documented, by the files that tell it. What is wrong with these or others is not looked for. */
export async function familyCoverage(options: CheckOptions, families: readonly string[]): Promise<FamilyCoverage> {
  mkdirSync(options.cache, { recursive: true });
  const read = options.files ?? readContentFiles(options.content);
  const files = { ...read, value: filesOfFamilies(read.value ?? [], families) };
  const stages = { ...options, files, withoutSelfContained: true, mayStand: () => true };
  const { coverage, unread } = await checkStages(stages, new Store(options.cache));
  return { ...(coverage && { coverage }), unread };
}
