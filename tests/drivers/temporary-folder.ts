import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];

/** A folder that is gone after the test: `clean-up.ts` sees to that in every file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "kfdoc-build-"));
  made.push(folder);
  return folder;
}

export function removeTemporaryFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
