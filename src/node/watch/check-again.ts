import { mkdirSync } from "node:fs";
import type { Checked } from "../../core/diagnostics/diagnostic.ts";
import { type CheckOptions, checkStages, type StagesReport } from "../build/build.ts";
import { Store } from "../cache/store.ts";
import { type ContentFile, type FilesRead, readContentFiles } from "../content/read-content-files.ts";

/** What a pass found, and which files it was about. */
export interface Pass {
  /** As they were read. */
  readonly files: Checked<readonly ContentFile[]>;
  readonly report: StagesReport;
  /** Paths of files that are new, changed or gone since the pass before; `content/…` each. */
  readonly changed: readonly string[];
  readonly seconds: number;
}

export interface Checker {
  /** Reads the folder and checks it. */
  pass(): Promise<Pass>;
  /** Checks other files in their place. */
  check(files: Checked<readonly ContentFile[]>): Promise<StagesReport>;
}

type Snapshot = ReadonlyMap<string, ContentFile>;

const snapshot = (files: FilesRead): Snapshot => new Map([...files].map(([path, { file }]) => [path, file]));

function changedPaths(before: Snapshot, now: Snapshot): string[] {
  const paths = new Set([...before.keys(), ...now.keys()]);
  return [...paths].filter((path) => before.get(path) !== now.get(path)).map((path) => `content/${path}`);
}

/** Checks one folder again and again: a pass does only what follows from files that changed since the one before. */
export function checkAgain(options: CheckOptions): Checker {
  mkdirSync(options.cache, { recursive: true });
  const store = new Store(options.cache);
  const before: FilesRead = new Map();
  const check: Checker["check"] = (files) => checkStages({ ...options, files }, store);
  const pass = async () => {
    const started = performance.now();
    const known = snapshot(before);
    const files = readContentFiles(options.content, "", before);
    const report = await check(files);
    const seconds = (performance.now() - started) / 1000;
    return { files, report, changed: changedPaths(known, snapshot(before)), seconds };
  };
  return { pass, check };
}
