import { mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { freemem } from "node:os";
import { join } from "node:path";

/** Linux's file system in memory. */
const memory = "/dev/shm";
const prefix = "kfdoc-tests-";

/** What all tests together write, many times over. */
const ENOUGH = 3 * 2 ** 30;

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return Math.min(bavail * bsize, freemem()) >= ENOUGH;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** What belongs to somebody else stays. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (!["EACCES", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

/** The process that a folder is of. */
const ownerOf = (name: string): number => Number.parseInt(name.slice(prefix.length), 10);

/**
 * Has this process and those that it starts keep their temporary files in memory, where there is room: tests write tens of thousands of small
 * ones, each of which takes a disk twenty times as long. They go with the process; what one left that was killed goes now.
 */
export function workInMemory(): void {
  if (process.env.TMPDIR !== undefined || !hasRoom()) return;
  for (const name of readdirSync(memory)) {
    if (name.startsWith(prefix) && !isRunning(ownerOf(name))) remove(join(memory, name));
  }
  const own = mkdtempSync(join(memory, `${prefix}${process.pid}-`));
  process.env.TMPDIR = own;
  process.on("exit", () => remove(own));
}
