import { git } from "../processes/git.ts";

/** Lines of a log in which `@<seconds>` stands before the files of its commit, the newest first. */
export function readChanges(log: string): ReadonlyMap<string, Date> {
  const changes = new Map<string, Date>();
  let date = new Date(0);
  for (const line of log.split("\n")) {
    if (line.startsWith("@")) date = new Date(Number(line.slice(1)) * 1000);
    else if (line !== "" && !changes.has(line)) changes.set(line, date);
  }
  return changes;
}

/**
 * When each file of a folder of the project was last committed, by its path from the project's root. Empty without git, outside of a
 * repository, and in a shallow one, whose oldest commit seems to have written everything.
 */
export function lastChanges(project: string, folder: string): ReadonlyMap<string, Date> {
  try {
    if (git(project, "rev-parse", "--is-shallow-repository").trim() !== "false") return new Map();
    return readChanges(git(project, "log", "--format=@%ct", "--name-only", "--relative", "--", folder));
  } catch {
    return new Map();
  }
}
