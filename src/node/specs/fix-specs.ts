import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { subjectOf } from "../../core/audit/audit-spec.ts";
import { specFixes } from "../../core/audit/spec-fixes.ts";
import { kfuncNames } from "../../core/spec/content.ts";
import { editSpec, type SpecEdit } from "../../core/spec/edit-spec.ts";
import { printPath } from "../../core/spec/path.ts";
import { readContent } from "../build/read-content.ts";
import { readKernel } from "../build/read-kernel.ts";
import { folderReader } from "../content/read-content-files.ts";
import { everyFile, type IsMeant } from "./is-meant.ts";
import { newSpecs, writeNewFiles } from "./new-specs.ts";

/** A file that was written, by its path below the content folder, and what of it changed. */
export interface FixedFile {
  readonly path: string;
  readonly changes: readonly string[];
  /** Its text, empty where it was not there. */
  readonly before: string;
  readonly after: string;
}

function describe(edit: SpecEdit): string {
  switch (edit.kind) {
    case "scalar":
      return `${printPath(edit.path)}: ${edit.value}`;
    case "list":
      return `${printPath(edit.path)}: ${edit.values.join(", ")}`;
    case "rename":
      return `${printPath(edit.path)} is now ${edit.name}`;
    case "remove":
      return `${printPath(edit.path)} is gone`;
    case "signature":
      return edit.rows.length === 1 ? "signature" : `signature: one for each of ${edit.rows.length} ranges of releases`;
  }
}

/**
 * Writes into specs what the kernel facts decide otherwise, and specs that are missing where the folder holds one for
 * every kfunc. Files that can't be read stay as they are: `check` tells of them.
 */
export function fixSpecs(content: string, isMeant: IsMeant = everyFile, read = folderReader(content)): FixedFile[] {
  const { sources, content: specs } = readContent(content, read());
  const { value: kernel } = readKernel(sources.kernels);
  if (!kernel) return [];
  const fixed = specs.kfuncs.flatMap((file) => {
    const subject = isMeant(file.source.path) ? subjectOf(file, kernel) : undefined;
    const edits = subject ? specFixes(subject) : [];
    if (edits.length === 0) return [];
    const path = file.source.path.replace(/^content\//, "");
    const before = file.source.text;
    const after = editSpec(before, edits);
    writeFileSync(join(content, path), after);
    return [{ path, changes: edits.map(describe), before, after }];
  });
  if (!sources.coverage) return fixed;
  const missing = newSpecs(kernel, kfuncNames(specs)).filter(
    ({ path }) => isMeant(`content/${path}`) && !existsSync(join(content, path)),
  );
  writeNewFiles(content, missing);
  return [...fixed, ...missing.map(({ path, text }) => ({ path, changes: ["new"], before: "", after: text }))];
}
