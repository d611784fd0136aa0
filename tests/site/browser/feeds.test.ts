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

test("llms.txt leads to files that are there", () => {
  const links = Array.from(read("llms.txt").matchAll(/\]\((\/[^)]+\.md)\)/g), ([, path]) => path ?? "");
  expect(links.length).toBeGreaterThan(siteModel().kfuncs.length);
  expect(links.filter((path) => !existsSync(join(dist, path)))).toEqual([]);
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
