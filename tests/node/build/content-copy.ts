import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { printDiagnostic } from "../../../src/core/diagnostics/code-frame.ts";
import { type CheckReport, check, type Progress } from "../../../src/node/build/build.ts";
import { distinctFindings } from "../../../src/node/reports/distinct-findings.ts";
import { fixContent } from "../../../src/node/specs/fix-content.ts";
import type { FixedFile } from "../../../src/node/specs/fix-specs.ts";
import { everyFile } from "../../../src/node/specs/is-meant.ts";
import { readAsBefore, readerAsBefore } from "../../drivers/read-as-before.ts";
import { writeSampleContent } from "../../drivers/sample-content.ts";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";

export const project = resolve(import.meta.dirname, "../../..");

export const quietly: Progress = async (_title, work) => await work();

export interface Replacement {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A copy of the sample content with some texts replaced, each of which must be there. */
export function copyContent(...replacements: readonly Replacement[]): string {
  const folder = join(temporaryFolder(), "content");
  writeSampleContent(folder);
  replaceIn(folder, replacements);
  return folder;
}

/** Replaces texts below a folder, each of which must be there. */
export function replaceIn(folder: string, replacements: readonly Replacement[]): void {
  for (const { file, from, to } of replacements) {
    const path = join(folder, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    writeFileSync(path, text.replace(from, to));
  }
}

export function checkFolder(content: string, cache = sharedCache): Promise<CheckReport> {
  return check({ content, cache, files: readAsBefore(content), progress: quietly });
}

export function fixFolder(content: string, isMeant = everyFile): FixedFile[] {
  return fixContent(content, isMeant, readerAsBefore(content));
}

/** Checks a folder as a process does that begins with it. */
export function checkAnew(content: string, cache: string): Promise<CheckReport> {
  return check({ content, cache, progress: quietly });
}

export function printed({ diagnostics }: CheckReport): string[] {
  return distinctFindings(diagnostics).map((diagnostic) => printDiagnostic(diagnostic));
}

export function headings(report: CheckReport): string[] {
  return printed(report).map((text) => text.split("\n")[0] ?? "");
}
