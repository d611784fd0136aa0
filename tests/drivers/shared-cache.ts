import { mkdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

const caches = resolve(import.meta.dirname, "../../.cache");

/** What is kept by the key of what it was made from, whoever made it. Headers are not: clang reaches them by no link. */
const kinds = ["objects", "outcomes", "self-contained", "spelling"];

function targetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** Another worker may do the same at the same time. */
function link(target: string, path: string): void {
  if (targetOf(path) === target) return;
  rmSync(path, { force: true });
  try {
    symlinkSync(target, path);
  } catch (error) {
    if (targetOf(path) !== target) throw error;
  }
}

function prepare(): string {
  const folder = join(caches, "of-tests");
  mkdirSync(folder, { recursive: true });
  for (const kind of kinds) {
    mkdirSync(join(caches, "kfdoc", kind), { recursive: true });
    // A whole project that is moved or copied takes it along.
    link(join("..", "kfdoc", kind), join(folder, kind));
  }
  return folder;
}

/**
 * Where all build tests keep objects and outcomes, so that each compiles only what it changed: what the project's own build compiled and
 * ran is found there. What a build writes besides is its own.
 */
export const sharedCache = prepare();
