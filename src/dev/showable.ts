import { type Checked, type Diagnostic, pathOf } from "../core/diagnostics/diagnostic.ts";
import type { StagesReport } from "../node/build/build.ts";
import type { ContentFile } from "../node/content/read-content-files.ts";
import type { Checker } from "../node/watch/check-again.ts";

type Files = Checked<readonly ContentFile[]>;
type FilesByPath = ReadonlyMap<string, ContentFile>;

/** Each round may uncover what leans on a file that was put back or left out. */
const MOST_ROUNDS = 4;

/** A file without its ending: spec and page, or C and scenarios, stand and fall together. */
export const stemOf = (path: string) => path.replace(/(\.bpf)?\.[a-z]+$/, "");

const errorsOf = (diagnostics: readonly Diagnostic[]) => diagnostics.filter(({ severity }) => severity === "error");

/** Files as they are, but those of the stems as they last were when all was right; those that never were are left out. */
function mended({ value = [] }: Files, good: FilesByPath, stems: ReadonlySet<string>): Files {
  const isMeant = (path: string) => stems.has(stemOf(path));
  const kept = value.filter(({ path }) => !isMeant(path));
  const old = [...good.values()].filter(({ path }) => isMeant(path));
  const files = [...kept, ...old].sort((left, right) => (left.path < right.path ? -1 : 1));
  return { value: files, diagnostics: [] };
}

/** What can be shown, and the files that it is made of. */
export interface Showable {
  readonly report: StagesReport;
  readonly files: FilesByPath;
}

const byPath = ({ value = [] }: Files): FilesByPath => new Map(value.map((file) => [file.path, file]));

/**
 * What can be shown of files in which something may be wrong: files with errors, and what leans on them, stand there as they last were
 * right. Undefined where nothing becomes true so, and what was shown stays.
 */
export async function showable(
  files: Files,
  report: StagesReport,
  good: FilesByPath,
  check: Checker["check"],
): Promise<Showable | undefined> {
  const stems = new Set<string>();
  let [tried, result] = [files, report];
  for (let round = 0; round < MOST_ROUNDS && !result.assembled; round++) {
    const before = stems.size;
    for (const finding of errorsOf(result.diagnostics)) stems.add(stemOf(pathOf(finding)));
    if (stems.size === before) return undefined;
    tried = mended(files, good, stems);
    result = await check(tried);
  }
  return result.assembled && { report: result, files: byPath(tried) };
}
