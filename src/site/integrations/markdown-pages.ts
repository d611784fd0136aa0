import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { readSiteModel } from "../../node/pages/read-site-model.ts";
import { pageMarkdown } from "../markdown/page-markdown.ts";
import { titled } from "../markdown/titled.ts";
import { indexView } from "../view/index-view.ts";
import { type ListedPage, llmsText } from "../view/llms-text.ts";
import { type BuiltPage, builtPages } from "./built-pages.ts";
import { openGraph } from "./page-head.ts";

/** Where the site is served: its base with a slash at both ends, and its address if that is known. */
interface Place {
  readonly base: string;
  readonly site: string | undefined;
}

/** The words of the page, for one that has no Markdown of its own. */
function writeTwin(twin: string, { slug, title, summary }: ListedPage, html: string, base: string): void {
  const body = pageMarkdown(html, `${base}${slug === "index" ? "" : `${slug}/`}`);
  mkdirSync(dirname(twin), { recursive: true });
  writeFileSync(twin, `${titled(title, summary, body)}\n`);
}

/** Gives each page that lacks it a twin in Markdown, and lists all pages in `llms.txt`. */
function writeMarkdown(folder: string, { base, site }: Place): void {
  const list = ({ slug, read }: BuiltPage): ListedPage => {
    const html = read();
    const page = { slug, title: openGraph(html, "og:title"), summary: openGraph(html, "og:description") };
    const twin = join(folder, `${slug}.md`);
    if (!existsSync(twin)) writeTwin(twin, page, html, base);
    return page;
  };
  const pages = builtPages(folder).map(list);
  const address = (path: string) => (site ? new URL(path, site).href : path);
  const model = readSiteModel();
  const { title, summary, release } = indexView(model);
  const introduction = { title: `${model.site.title}: ${title}`, summary, release };
  writeFileSync(
    join(folder, "llms.txt"),
    llmsText(introduction, pages, (slug) => address(`${base}${slug}.md`)),
  );
}

/** Markdown for programs that read, once all pages are there. */
export function markdownPages(): AstroIntegration {
  let place: Place = { base: "/", site: undefined };
  return {
    name: "markdown-pages",
    hooks: {
      "astro:config:done": ({ config }) => {
        place = { base: config.base, site: config.site };
      },
      "astro:build:done": ({ dir }) => writeMarkdown(fileURLToPath(dir), place),
    },
  };
}
