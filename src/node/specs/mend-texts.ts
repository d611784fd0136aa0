import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, pathOf } from "../../core/diagnostics/diagnostic.ts";
import { applyEdits } from "../../core/diagnostics/edit.ts";
import { checkPages } from "../build/check-pages.ts";
import { readContent } from "../build/read-content.ts";
import type { ReadFolder } from "../content/read-content-files.ts";
import type { FixedFile } from "./fix-specs.ts";
import type { IsMeant } from "./is-meant.ts";

/** What is mended can let other slips show: a line that had no end, or a file that could not be read. */
const MOST_ROUNDS = 4;

/** Everything that can be found without kernel facts, compiler and runs. */
function findings(content: string, read: ReadFolder): readonly Diagnostic[] {
  const { sources, content: specs, diagnostics } = readContent(content, read());
  return [...diagnostics, ...checkPages(specs, sources)];
}

function mendOnce(content: string, isMeant: IsMeant, read: ReadFolder): FixedFile[] {
  const mendable = findings(content, read).filter((each) => (each.edits ?? []).length > 0 && isMeant(pathOf(each)));
  return [...new Set(mendable.map(pathOf))].map((shown) => {
    const found = mendable.filter((finding) => pathOf(finding) === shown);
    const path = shown.replace(/^content\//, "");
    const before = readFileSync(join(content, path), "utf8").replace(/^\ufeff/, "");
    const after = applyEdits(
      before,
      found.flatMap(({ edits = [] }) => edits),
    );
    writeFileSync(join(content, path), after);
    return { path, changes: [...new Set(found.map(({ message }) => message))], before, after };
  });
}

/** One entry for each file, from what it was at first to what it is at last. */
export function joined(earlier: readonly FixedFile[], later: readonly FixedFile[]): FixedFile[] {
  const merged = new Map(earlier.map((file) => [file.path, file]));
  for (const file of later) {
    const known = merged.get(file.path);
    const changes = [...new Set([...(known?.changes ?? []), ...file.changes])];
    merged.set(file.path, { ...file, changes, before: known?.before ?? file.before });
  }
  return [...merged.values()];
}

/** Makes the changes in files of content that findings bring with them; nothing else of a file changes. */
export function mendTexts(content: string, isMeant: IsMeant, read: ReadFolder): FixedFile[] {
  let files: FixedFile[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const mended = mendOnce(content, isMeant, read);
    if (mended.length === 0) break;
    files = joined(files, mended);
  }
  return files;
}
