import { execFileSync } from "node:child_process";

/**
 * Options against what a folder can make git do: a contribution that looks like a bare repository would be taken for one, and the
 * configuration in it names programs to start (safe.bareRepository, core.fsmonitor and core.hooksPath in git-config(1)).
 */
const careful = ["safe.bareRepository=explicit", "core.fsmonitor=false", "core.hooksPath=/dev/null"];

/** What git prints in a folder; throws where it fails or is not there. */
export function git(folder: string, ...words: readonly string[]): string {
  const options = careful.flatMap((option) => ["-c", option]);
  return execFileSync("git", ["--no-optional-locks", ...options, ...words], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 2 ** 28,
  });
}
