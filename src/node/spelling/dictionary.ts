import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface Dictionary {
  has(word: string): boolean;
  /** The nearest words that it has, the best first. */
  suggest(word: string): string[];
}

const require = createRequire(import.meta.url);

const folder = (): string => dirname(require.resolve("dictionary-en-gb"));

/** What the dictionary is, for keys of caches. */
export const dictionaryVersion = (): string =>
  (JSON.parse(readFileSync(join(folder(), "package.json"), "utf8")) as { version: string }).version;

/** Reads the dictionary of British English, which takes a third of a second. */
export async function readDictionary(): Promise<Dictionary> {
  const { default: nspell } = await import("nspell");
  const read = (name: string) => readFileSync(join(folder(), name), "utf8");
  const speller = nspell(read("index.aff"), read("index.dic"));
  return { has: (word) => speller.correct(word), suggest: (word) => speller.suggest(word) };
}
