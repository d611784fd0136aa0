import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

const own = resolve(import.meta.dirname, "../../content");

/** Titles and summaries that the project's own content gives, and keys of its examples, but for those that the folder has. */
export function ownWords(folder: string): string[] {
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
