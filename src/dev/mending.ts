import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import type { ContentFile } from "../node/content/read-content-files.ts";
import { stemOf } from "./stem-of.ts";
import { bareSpec, withoutWrong } from "./without-wrong.ts";

/** A file that something is found in more often than this is not worth its rest: nothing else is to wait for it. */
const MOST_CUTS = 4;

export type FilesByPath = ReadonlyMap<string, ContentFile>;

/** Files in which something is wrong, on the way to files in which nothing is. */
export class Mending {
  readonly #files: Map<string, ContentFile>;
  readonly #good: FilesByPath;
  /** Stems that stand as they last were right. */
  readonly #reverted = new Set<string>();
  /** How often something was taken out of files, by path. */
  readonly #cuts = new Map<string, number>();

  /** `good` holds files as they last were when nothing was wrong with them. */
  constructor(files: readonly ContentFile[], good: FilesByPath) {
    this.#files = new Map(files.map((file) => [file.path, file]));
    this.#good = good;
  }

  get files(): readonly ContentFile[] {
    return [...this.#files.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
  }

  /** The files that are whole. */
  get whole(): FilesByPath {
    return new Map([...this.#files].filter(([path]) => !this.#cuts.has(path)));
  }

  /**
   * Does something about what was found in a file: what was right with all that belongs to it stands there as it then was; of what never
   * was, the rest stands without what is wrong, and where that can't be told apart, nothing does. False where nothing is left to do.
   */
  mend(path: string, findings: readonly Diagnostic[]): boolean {
    const stem = stemOf(path);
    if (this.#wasRight(stem) && this.#revert(stem)) return true;
    const file = this.#files.get(path);
    const isHopeless = (this.#cuts.get(path) ?? 0) >= MOST_CUTS;
    const rest = file && !isHopeless && withoutWrong(file, findings);
    if (rest) return this.#put(rest);
    if (this.#revert(stem)) return true;
    const bare = file && bareSpec(file);
    return bare ? this.#put(bare) : this.#leaveOut(path);
  }

  /** Whether all files of the stem were right at once. */
  #wasRight(stem: string): boolean {
    return [...this.#files.keys()].every((path) => stemOf(path) !== stem || this.#good.has(path));
  }

  #revert(stem: string): boolean {
    const old = [...this.#good.values()].filter(({ path }) => stemOf(path) === stem);
    if (old.length === 0 || this.#reverted.has(stem)) return false;
    this.#reverted.add(stem);
    this.#drop((path) => stemOf(path) === stem);
    for (const file of old) this.#files.set(file.path, file);
    return true;
  }

  #put(file: ContentFile): boolean {
    this.#files.set(file.path, file);
    this.#cuts.set(file.path, (this.#cuts.get(file.path) ?? 0) + 1);
    return true;
  }

  /** The page of a kfunc can be missing; all else takes with it what it belongs to. */
  #leaveOut(path: string): boolean {
    const isPage = this.#files.get(path)?.kind === "page";
    return this.#drop((each) => (isPage ? each === path : stemOf(each) === stemOf(path)));
  }

  #drop(isMeant: (path: string) => boolean): boolean {
    const gone = [...this.#files.keys()].filter(isMeant);
    for (const path of gone) {
      this.#files.delete(path);
      this.#cuts.delete(path);
    }
    return gone.length > 0;
  }
}
