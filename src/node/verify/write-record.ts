import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LinuxRecord, printRecord } from "../../core/spec/record.ts";

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

/** Writes `record/<release>.json` below the content folder, whole or not at all; a file that is the same stays. */
export function writeRecord(content: string, record: LinuxRecord): void {
  if (isOnRecord(content, record)) return;
  const path = pathOf(content, record);
  mkdirSync(join(content, "record"), { recursive: true });
  writeFileSync(`${path}.new`, printRecord(record));
  renameSync(`${path}.new`, path);
}
