import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";

/** Editors write a file in several steps, and the last one counts: so long nothing may happen before it is told, in milliseconds. */
const QUIET = 20;

/** How often it is looked for a folder that is gone, in milliseconds. */
const LOOK_AGAIN = 500;

function foldersBelow(root: string): string[] {
  try {
    const entries = readdirSync(root, { recursive: true, withFileTypes: true });
    return [
      root,
      ...entries.filter((entry) => entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name)),
    ];
  } catch {
    return [];
  }
}

/**
 * Tells of every change below a folder, changes that follow each other at once together, until it is closed. What changed it does not
 * say. A folder that is taken away is waited for.
 */
export class FolderWatch {
  readonly #root: string;
  readonly #changed: () => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #timer: NodeJS.Timeout | undefined;

  constructor(root: string, changed: () => void) {
    this.#root = root;
    this.#changed = changed;
    this.#watchAll();
  }

  /** New folders are watched, and those that are gone no longer. */
  #watchAll(): void {
    const folders = new Set(foldersBelow(this.#root));
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of folders) if (!this.#watchers.has(folder)) this.#watch(folder);
    if (folders.size === 0) this.#tellIn(LOOK_AGAIN);
  }

  #watch(folder: string): void {
    const watcher = watch(folder, () => this.#tellIn(QUIET));
    watcher.on("error", () => {
      watcher.close();
      this.#watchers.delete(folder);
      this.#tellIn(QUIET);
    });
    this.#watchers.set(folder, watcher);
  }

  #tellIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#watchAll();
      this.#changed();
    }, milliseconds);
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }
}
