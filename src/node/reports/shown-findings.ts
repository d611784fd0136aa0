import { existsSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { type Diagnostic, pathOf } from "../../core/diagnostics/diagnostic.ts";
import { isBelow } from "../content/is-below.ts";
import { git } from "../processes/git.ts";
import { UsageError } from "./usage-error.ts";

export interface ShownFiles {
  /** The content folder. */
  readonly content: string;
  /** Files and folders as the command line has them; everything where there are none. */
  readonly paths: readonly string[];
  /** A commit: only files that changed since. */
  readonly since?: string;
}

/** A path as diagnostics have it, `content/kfuncs/…`; the folder itself is `content`. */
function asPrinted(content: string, path: string): string {
  if (!isBelow(resolve(path), content))
    throw new UsageError(`${path} is not in the content folder`, `Name a path below ${content}.`);
  if (!existsSync(path)) throw new UsageError(`There is no ${path}`, "Name a file or folder that is there.");
  const inside = relative(content, resolve(path)).split(sep).join("/");
  return inside === "" ? "content" : `content/${inside}`;
}

const namesFrom = (folder: string, ...words: readonly string[]): string[] =>
  git(folder, ...words)
    .split("\0")
    .filter((name) => name !== "");

/** Files of the content folder that are not as they were in a commit, new ones too. */
function changedSince(content: string, since: string): string[] {
  try {
    const changed = namesFrom(content, "diff", "--name-only", "--relative", "-z", "--end-of-options", since, "--", ".");
    const fresh = namesFrom(content, "ls-files", "--others", "--exclude-standard", "-z", "--", ".");
    return [...changed, ...fresh].map((name) => `content/${name}`);
  } catch {
    throw new UsageError(
      `Git knows no commit ${since} of ${content}`,
      "Name a commit, a branch or a tag: --since origin/main.",
    );
  }
}

/** Whether a file is meant, by its path `content/…`. */
export function pathFilterFor({ content, paths, since }: ShownFiles): (path: string) => boolean {
  const named = paths.map((path) => asPrinted(content, path));
  const changed = since === undefined ? undefined : new Set(changedSince(content, since));
  return (path) => {
    const isNamed = named.length === 0 || named.some((each) => path === each || path.startsWith(`${each}/`));
    return isNamed && (changed === undefined || changed.has(path));
  };
}

/** Whether a finding is in a file that is meant. */
export function filterFor(files: ShownFiles): (finding: Diagnostic) => boolean {
  const isMeant = pathFilterFor(files);
  return (finding) => isMeant(pathOf(finding));
}
