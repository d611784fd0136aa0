import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Source } from "../../core/diagnostics/source.ts";

/** Where the content stands that pages are drawn from. */
export const contentFolder = () => process.env.KFDOC_CONTENT ?? "content";

/** A Markdown file below the content folder (`KFDOC_CONTENT`), or undefined where there is none. */
export function readPage(path: string): Source | undefined {
  const file = join(contentFolder(), path);
  return existsSync(file) ? { path: `content/${path}`, text: readFileSync(file, "utf8") } : undefined;
}

/** Names, without `.md`, of the pages of one folder below the content folder. */
export function listPages(folder: string): string[] {
  const path = join(contentFolder(), folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.slice(0, -".md".length))
    .sort();
}
