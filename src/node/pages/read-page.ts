import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Source } from "../../core/diagnostics/source.ts";
import { shownSite } from "./shown-site.ts";

/** Where the content stands that pages are drawn from. */
export const contentFolder = () => process.env.KFDOC_CONTENT ?? "content";

/** Stands for all pages as they are: another one where one of them may have changed. */
export const pagesVersion = (): unknown => shownSite()?.pages ?? contentFolder();

/** A Markdown file below the content folder (`KFDOC_CONTENT`), or undefined where there is none. */
export function readPage(path: string): Source | undefined {
  const shown = shownSite();
  if (shown) return shown.pages.get(`content/${path}`);
  const file = join(contentFolder(), path);
  return existsSync(file) ? { path: `content/${path}`, text: readFileSync(file, "utf8") } : undefined;
}

function namesIn(folder: string): string[] {
  const shown = shownSite();
  if (shown) {
    const start = `content/${folder}/`;
    return [...shown.pages.keys()].filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
  }
  const path = join(contentFolder(), folder);
  return existsSync(path) ? readdirSync(path) : [];
}

/** Names, without `.md`, of the pages of one folder below the content folder. */
export function listPages(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.slice(0, -".md".length))
    .sort();
}
