import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { build } from "../../src/node/build/build.ts";
import { sharedCache } from "../drivers/shared-cache.ts";
import { temporaryFolder } from "../drivers/temporary-folder.ts";
import { printed, project, quietly } from "../node/build/content-copy.ts";
import { writeForeignContent } from "./foreign-content.ts";

const own = join(project, "content");
const settings = `title: Acme's docs
front: { title: What Acme offers, summary: Kfuncs of Acme's network cards., example: dynptr/read-header }
families: { dynptr: Windows over memory }
licence: Acme's words are free.
edit_url: https://git.example/edit/docs/
redirects: { /old/: /kfuncs/ }
`;

/** Titles and summaries that the project's own content gives, and keys of its examples, but for those that the folder has. */
function ownWords(folder: string): string[] {
  const texts = globSync(["{concepts,guides,flags,program-types}/*.md", "{kfuncs,examples}/*/*.yaml"], { cwd: own })
    .filter((path) => !existsSync(join(folder, path)))
    .map((path) => ({
      path,
      text: readFileSync(join(own, path), "utf8").replace(/^---\n([\s\S]*?)\n---\n[\s\S]*$/, "$1"),
    }));
  const stated = texts.flatMap(({ path, text }) => {
    const { title, summary } = parse(text) as { title?: string; summary?: string };
    const key = path.startsWith("examples/") ? path.slice("examples/".length, -".yaml".length) : undefined;
    return [title, summary, key].filter((each) => each !== undefined);
  });
  return [...new Set(stated)].filter(({ length }) => length > 8);
}

test("another folder's site has its own settings and none of our words", async () => {
  const content = join(temporaryFolder(), "docs");
  writeForeignContent(content, settings);
  const out = join(content, "../site");
  const report = await build({ project, content, cache: sharedCache, out, progress: quietly });
  expect(printed(report)).toEqual([]);
  const read = (path: string) => readFileSync(join(out, path), "utf8");

  const front = read("index.html");
  for (const words of ["Acme&#39;s docs", "What Acme offers", "Windows over memory", "words are free"]) {
    expect(front).toContain(words);
  }
  expect(read("kfuncs/bpf_dynptr_slice/index.html")).toContain(
    'href="https://git.example/edit/docs/kfuncs/dynptr/bpf_dynptr_slice.md"',
  );
  expect(read("old/index.html")).toContain("url=/kfuncs/");

  // The pages about diagnostics are the generator's, with the cases that its tests run.
  const pages = globSync("**/*.{html,md,txt,xml,json}", { cwd: out }).filter(
    (path) => !path.startsWith("diagnostics/"),
  );
  const words = ownWords(content);
  expect(words.length).toBeGreaterThan(100);
  const found = pages.flatMap((path) => {
    const text = read(path);
    return words.filter((each) => text.includes(each)).map((each) => `${path}: ${each}`);
  });
  expect(found).toEqual([]);
}, 600_000);
