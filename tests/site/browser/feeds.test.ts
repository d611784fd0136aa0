import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { siteModel } from "./site.ts";

const dist = inject("dist");
const read = (path: string) => readFileSync(join(dist, path), "utf8");

test("every kfunc has a Markdown twin that its page names", () => {
  for (const { name } of siteModel().kfuncs) {
    expect(read(`kfuncs/${name}.md`)).toContain(`# ${name}`);
    expect(read(`kfuncs/${name}/index.html`)).toContain(
      `type="text/markdown" title="As Markdown" href="/kfuncs/${name}.md"`,
    );
  }
});

/** Pages but the one for addresses that lead nowhere, by their path without its ending. */
const slugs = globSync("**/index.html", { cwd: dist }).map((path) => path.replace(/\/?index\.html$/, "") || "index");
const pageFile = (slug: string) => (slug === "index" ? "index.html" : `${slug}/index.html`);

test("every page has a Markdown twin that says something, in Markdown alone", () => {
  const twins = slugs.map((slug) => [slug, existsSync(join(dist, `${slug}.md`)) ? read(`${slug}.md`) : ""] as const);
  const told = (text: string) => text.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$|(`+)(?!`)[^`]*?\2(?!`)/gm, "");
  const wrong = twins.filter(
    ([, text]) => !/^# .+\n\n\S/.test(text) || /<\/?[a-z][\w-]*(?:\s[^<>]*)?>|&(?:amp|lt|#\d+);|\[\[/.test(told(text)),
  );
  expect(wrong.map(([slug]) => slug)).toEqual([]);
  const unnamed = slugs.filter((slug) => !read(pageFile(slug)).includes(`href="/${slug}.md"`));
  expect(unnamed).toEqual([]);
});

test("no page marks a sign twice, such as an apostrophe in the name of a heading's link", () => {
  expect(slugs.filter((slug) => /&amp;(?:amp|lt|gt|quot|#39|#x27);/.test(read(pageFile(slug))))).toEqual([]);
});

test("llms.txt names every page once", () => {
  const named = Array.from(read("llms.txt").matchAll(/^- \[.*?\]\(\/(\S+)\.md\)/gm), ([, slug]) => slug ?? "");
  expect(named.sort()).toEqual(slugs.toSorted());
});

test("without an address of the site no page names a host, and there is no feed", () => {
  expect(existsSync(join(dist, "releases.xml"))).toBe(false);
  const named = globSync("*/index.html", { cwd: dist }).filter((path) => /rel="canonical"|localhost/.test(read(path)));
  expect(named).toEqual([]);
});

test("the page of everything holds all kfuncs, each heading once", () => {
  const html = read("everything/index.html");
  for (const { name, declaration } of siteModel().kfuncs) {
    expect(html).toContain(`<h3 id="${name.toLowerCase()}">`);
    expect(declaration).not.toBe("");
  }
});
