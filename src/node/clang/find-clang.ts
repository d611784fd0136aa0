import { spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** A clang that compiles for BPF. */
export interface Clang {
  /** Absolute. */
  readonly path: string;
  readonly major: number;
  /** The first line of `--version`, which names the exact build. */
  readonly version: string;
}

/** The oldest clang that knows every flag used here (--no-default-config). */
export const MINIMUM_CLANG = 16;

/** Major versions in the order in which they are tried and installed: the one that this project is tested with, newer ones, older ones. */
export const clangMajors = [19, 20, 21, 22, 18, 17, 16] as const;

/** Places of a clang outside PATH: Homebrew keeps its LLVM apart from Apple's. */
const furtherPlaces = [
  "/opt/homebrew/opt/llvm/bin/clang",
  "/usr/local/opt/llvm/bin/clang",
  "/home/linuxbrew/.linuxbrew/opt/llvm/bin/clang",
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The absolute path of a command, looked up in `PATH` unless it is a path already. */
export function findCommand(name: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (isAbsolute(name)) return isExecutable(name) ? name : undefined;
  const folders = (environment.PATH ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function ask(path: string, option: string): string {
  const result = spawnSync(path, [option], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 10_000 });
  return result.status === 0 ? result.stdout : "";
}

/** What is at a path, if it is a clang that is new enough and has the BPF target; else why it is not. */
export function examineClang(path: string): Clang | string {
  const version = ask(path, "--version").split("\n")[0]?.trim() ?? "";
  const major = Number(/clang version (\d+)\./.exec(version)?.[1]);
  if (!Number.isInteger(major)) return `${path} is not a clang`;
  if (version.startsWith("Apple")) return `${path} is Apple's clang, which has no BPF target`;
  if (major < MINIMUM_CLANG) return `${path} is clang ${major}, older than ${MINIMUM_CLANG}`;
  if (!/^\s+bpf\s/m.test(ask(path, "--print-targets"))) return `${path} has no BPF target`;
  return { path, major, version };
}

/** The first clang that will do, or the reasons why each one that was found will not. `$CLANG` excludes all others. */
export function findClang(environment: NodeJS.ProcessEnv = process.env): Clang | readonly string[] {
  const chosen = environment.CLANG;
  const names = chosen ? [chosen] : [...clangMajors.map((major) => `clang-${major}`), "clang", ...furtherPlaces];
  const reasons: string[] = [];
  for (const name of names) {
    const path = findCommand(name, environment);
    if (!path) continue;
    const examined = examineClang(path);
    if (typeof examined !== "string") return examined;
    reasons.push(examined);
  }
  if (chosen && reasons.length === 0) reasons.push(`$CLANG names ${chosen}, which is not an executable file`);
  return reasons;
}
