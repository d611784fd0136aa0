import { nearestTypo } from "../../../core/diagnostics/nearest.ts";
import { SHORTEST_TYPO } from "./find-names.ts";
import type { NamedPage } from "./named-page.ts";
import type { KnownMessage } from "./query.ts";

/** What begins with a known word of this length is another form of it. */
const SHORTEST_STEM = 4;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];

/** Words of the names of pages, of what is said of them, and of the verifier's messages. */
export const knownWords = (pages: readonly NamedPage[], messages: readonly KnownMessage[]): ReadonlySet<string> =>
  new Set([
    ...pages.flatMap(({ name, alias = "", summary = "", members = [] }) =>
      wordsOf([name, alias, summary, ...members].join(" ")),
    ),
    ...messages.flatMap(({ words, meaning }) => wordsOf(`${words} ${meaning}`)),
  ]);

/** A word that is there, the beginning of one, or another form of one: `connections` where there is `connection`. */
function isKnown(word: string, known: ReadonlySet<string>): boolean {
  for (const each of known) {
    if (each.startsWith(word) || (each.length >= SHORTEST_STEM && word.startsWith(each))) return true;
  }
  return false;
}

/**
 * Several words with those put right that are one mistake away from a known one: `dynptr slise` is `dynptr slice`; undefined
 * where there are none such. Index and names pass over a word that nothing has, and find what has the others.
 */
export function mendWords(query: string, known: ReadonlySet<string>): string | undefined {
  if (!/\s/.test(query.trim())) return undefined;
  const mended = query.replace(/(?<![\w=*])[a-z]+(?![\w=*])/gi, (typed) => {
    const word = typed.toLowerCase();
    if (word.length < SHORTEST_TYPO || isKnown(word, known)) return typed;
    return nearestTypo(word, known) ?? typed;
  });
  return mended === query ? undefined : mended;
}
