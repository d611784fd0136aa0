import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LinuxRecord, parseRecord, printRecord } from "../../core/spec/record.ts";

function current(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

const pathOf = (content: string, { release }: LinuxRecord) => join(content, "record", `${release}.json`);

/** Whether the file on record holds exactly this. */
export function isOnRecord(content: string, record: LinuxRecord): boolean {
  return current(pathOf(content, record)) === printRecord(record);
}

/**
 * A record of some scenarios, with what the same kernel made of the others before. What another kernel made of them is
 * dropped: a record is of one kernel.
 */
export function withOthersOnRecord(content: string, made: LinuxRecord): LinuxRecord {
  const text = current(pathOf(content, made));
  const before = text === undefined ? undefined : parseRecord({ path: `${made.release}.json`, text }).value;
  if (before?.kernel.sha256 !== made.kernel.sha256) return made;
  return { ...made, scenarios: { ...before.scenarios, ...made.scenarios } };
}

/** Writes `record/<release>.json` below the content folder, whole or not at all; a file that is the same stays. */
export function writeRecord(content: string, record: LinuxRecord): void {
  if (isOnRecord(content, record)) return;
  const path = pathOf(content, record);
  mkdirSync(join(content, "record"), { recursive: true });
  writeFileSync(`${path}.new`, printRecord(record));
  renameSync(`${path}.new`, path);
}
