import { mkdirSync } from "node:fs";
import { type CheckOptions, checkStages, type StagesReport } from "../build/build.ts";
import { Store } from "../cache/store.ts";
import { type ContentFile, type FilesRead, readContentFiles } from "../content/read-content-files.ts";

/** What a pass found, and which files it was about. */
export interface Pass {
  readonly report: StagesReport;
  /** Paths of files that are new, changed or gone since the pass before; `content/…` each. */
  readonly changed: readonly string[];
  readonly seconds: number;
}

type Snapshot = ReadonlyMap<string, ContentFile>;

const snapshot = (files: FilesRead): Snapshot => new Map([...files].map(([path, { file }]) => [path, file]));

function changedPaths(before: Snapshot, now: Snapshot): string[] {
  const paths = new Set([...before.keys(), ...now.keys()]);
  return [...paths].filter((path) => before.get(path) !== now.get(path)).map((path) => `content/${path}`);
}

/** Checks one folder again and again: a pass does only what follows from files that changed since the one before. */
export function checkAgain(options: CheckOptions): () => Promise<Pass> {
  mkdirSync(options.cache, { recursive: true });
  const store = new Store(options.cache);
  const before: FilesRead = new Map();
  return async () => {
    const started = performance.now();
    const known = snapshot(before);
    const files = readContentFiles(options.content, "", before);
    const report = await checkStages({ ...options, files }, store);
    const seconds = (performance.now() - started) / 1000;
    return { report, changed: changedPaths(known, snapshot(before)), seconds };
  };
}
