import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";

const dist = inject("dist");
const pages = globSync("**/*.html", { cwd: dist }).sort();

interface PageLinks {
  readonly path: string;
  readonly ids: readonly string[];
  readonly links: readonly string[];
  readonly loads: readonly string[];
  /** Scenarios that its stepper can open. */
  readonly watched: readonly string[];
}

const values = (html: string, pattern: RegExp) =>
  Array.from(html.matchAll(pattern), (match) => (match[1] ?? "").replaceAll("&amp;", "&"));

function readLinks(file: string): PageLinks {
  const html = readFileSync(join(dist, file), "utf8");
  return {
    path: `/${file.replace(/(^|\/)index\.html$/, "$1")}`,
    ids: values(html, /<[^>]*?\sid="([^"]*)"/g),
    links: values(html, /<a\s[^>]*?href="([^"]*)"/g),
    watched: values(html, /<option value="([^"]*)" data-vouched/g),
    loads: [
      ...values(html, /<(?:script|img|iframe|source)\s[^>]*?src="([^"]*)"/g),
      ...values(html, /<link\s[^>]*?href="([^"]*)"/g),
    ],
  };
}

/** A file that is no page, such as the text of a log. */
const isFile = (path: string) => /\.[a-z]+$/.test(path) && existsSync(join(dist, path));

const site = pages.map(readLinks);
const byPath = new Map(site.map((page) => [page.path, page]));

/** An anchor is an id of the page, or names a scenario and a step for its stepper. */
function leadsSomewhere({ ids, watched }: PageLinks, hash: string): boolean {
  const scenario = /^#watch=([^&]+)&step=\d+$/.exec(hash)?.[1];
  if (scenario !== undefined) return watched.includes(scenario);
  return hash === "" || ids.includes(decodeURIComponent(hash.slice(1)));
}

test("there are pages", () => expect(site.length).toBeGreaterThan(20));

test("every internal link and anchor leads somewhere", () => {
  const broken = site.flatMap(({ path, links }) =>
    links
      .filter((link) => !/^[a-z]+:/.test(link))
      .flatMap((link) => {
        const url = new URL(link, `http://site${path}`);
        const target = byPath.get(decodeURIComponent(url.pathname));
        const found = target && leadsSomewhere(target, url.hash);
        return found || isFile(decodeURIComponent(url.pathname)) ? [] : [`${path} → ${link}`];
      }),
  );
  expect(broken).toEqual([]);
});

test("what pages load is in the site", () => {
  const missing = site.flatMap(({ path, loads }) =>
    loads.filter((load) => !load.startsWith("/") || !existsSync(join(dist, load))).map((load) => `${path} → ${load}`),
  );
  expect(missing).toEqual([]);
});

test("an id stands once on its page", () => {
  const repeated = site.flatMap(({ path, ids }) =>
    ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${path}#${id}`),
  );
  expect(repeated).toEqual([]);
});
