import { type Checked, type Diagnostic, pathOf } from "../core/diagnostics/diagnostic.ts";
import type { StagesReport } from "../node/build/build.ts";
import type { ContentFile } from "../node/content/read-content-files.ts";
import type { Checker } from "../node/watch/check-again.ts";
import { mayStand } from "./may-stand.ts";
import { type FilesByPath, Mending } from "./mending.ts";

/** Each round may uncover what leans on a file that was put back or cut. */
const MOST_ROUNDS = 10;

/** What can be shown, and the files that it is made of. */
export interface Showable {
  readonly report: StagesReport;
  /** Paths of all of them. */
  readonly paths: readonly string[];
  /** Those that stand there whole. */
  readonly whole: FilesByPath;
}

/** What is not to be shown, by the file that it is in. */
function wrongByPath(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const byPath = new Map<string, Diagnostic[]>();
  for (const finding of diagnostics) {
    if (finding.severity !== "error" || mayStand(finding)) continue;
    byPath.set(pathOf(finding), [...(byPath.get(pathOf(finding)) ?? []), finding]);
  }
  return byPath;
}

/**
 * What can be shown of files in which something may be wrong: those with errors, and what leans on them, as they last were right, or
 * without what is wrong where they never were. Undefined where nothing becomes true so, and what was shown stays.
 */
export async function showable(
  { value = [], diagnostics }: Checked<readonly ContentFile[]>,
  report: StagesReport,
  good: FilesByPath,
  check: Checker["check"],
): Promise<Showable | undefined> {
  const mending = new Mending(value, good);
  let result = report;
  /* Files that could not be read are findings only once. */
  let isLess = diagnostics.length > 0;
  for (let round = 0; round < MOST_ROUNDS && !result.assembled; round++) {
    for (const [path, found] of wrongByPath(result.diagnostics)) isLess = mending.mend(path, found) || isLess;
    if (!isLess) return undefined;
    isLess = false;
    result = await check({ value: mending.files, diagnostics: [] });
  }
  const { files, whole } = mending;
  return result.assembled && { report: result, paths: files.map(({ path }) => path), whole };
}
