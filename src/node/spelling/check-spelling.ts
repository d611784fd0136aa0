import { Derived } from "../../core/derived/derived.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { nearestTypo } from "../../core/diagnostics/nearest.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import type { Content } from "../../core/spec/content.ts";
import { codeVersion } from "../cache/code-version.ts";
import { contentKey } from "../cache/content-key.ts";
import { jsonCoder, type Store } from "../cache/store.ts";
import type { ContentSources } from "../content/content-sources.ts";
import { britishFor } from "./british.ts";
import { type Dictionary, dictionaryVersion, readDictionary } from "./dictionary.ts";
import { fieldWords } from "./field-words.ts";
import { findWords, type Word } from "./find-words.ts";
import { type ProsePiece, pagePieces, specFiles } from "./prose-pieces.ts";
import { readWordList, wordListFinding } from "./word-list.ts";

/** A word that the dictionary lacks: its offsets in the file. */
interface UnknownWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A file whose prose is read only where nothing is kept of it. */
interface ProseFile {
  readonly source: Source;
  readonly pieces: () => readonly ProsePiece[];
}

const coder = jsonCoder<readonly UnknownWord[]>();

/** Finding a word for a word takes long; whoever has more to correct runs the check again. */
const mostSuggestions = 10;

/** Where a word stands in its file; the whole text where YAML folded or escaped it so that it can't be found. */
function placeOf({ text, start }: Word, { place, text: prose, isExact }: ProsePiece): UnknownWord {
  if (isExact) return { text, start: place.start + start, end: place.start + start + text.length };
  const earlier = prose.slice(0, start).split(text).length - 1;
  const raw = place.source.text.slice(place.start, place.end);
  let at = -1;
  for (let count = 0; count <= earlier; count++) at = raw.indexOf(text, at + 1);
  if (at < 0) return { text, start: place.start, end: place.end };
  return { text, start: place.start + at, end: place.start + at + text.length };
}

const unknownIn = (pieces: readonly ProsePiece[], known: Dictionary): UnknownWord[] =>
  pieces.flatMap((piece) =>
    findWords(piece.text)
      .filter(({ text }) => !known.has(text))
      .map((word) => placeOf(word, piece)),
  );

function filesOf(content: Content, { pages }: ContentSources): ProseFile[] {
  return [
    ...pages.map((source) => ({ source, pieces: () => pagePieces(source) })),
    ...specFiles(content).map(({ source, pieces }) => ({ source, pieces })),
  ];
}

const dictionaries = new Derived<Dictionary>();

/** Read once, and only for words that were not looked up before. */
const dictionary = (): Promise<Dictionary> => dictionaries.later([], readDictionary);

const suggestions = new Derived<readonly string[]>();

const nearestWords = (word: string): Promise<readonly string[]> =>
  suggestions.later([word], async () => {
    const ofField = nearestTypo(word.toLowerCase(), fieldWords);
    if (ofField !== undefined) return [ofField];
    return (await dictionary()).suggest(word).slice(0, 3);
  });

const unknown = new Derived<readonly UnknownWord[] | undefined>();
const versions = new Derived<readonly string[]>();

/** Of dictionary and code, as they were when this process began. */
const spellingVersion = () => versions.of([], () => [dictionaryVersion(), codeVersion("node/spelling", "node/pages")]);

async function unknownWords(files: readonly ProseFile[], store: Store) {
  const found: { readonly source: Source; readonly words: readonly UnknownWord[] }[] = [];
  for (const { source, pieces } of files) {
    const words = await unknown.later([source, store], () => {
      const key = contentKey(spellingVersion(), source.text, source.path);
      return store.remember("spelling", key, coder, async () => unknownIn(pieces(), await dictionary()));
    });
    found.push({ source, words: words ?? [] });
  }
  return found;
}

/** What an unknown word may be meant to be. */
interface Meant {
  readonly british?: string | undefined;
  readonly near: readonly string[];
}

function helpFor({ british, near }: Meant): string {
  if (british !== undefined) return `Write ${british}.`;
  return near.length > 0
    ? `Did you mean ${near.join(", ")}? Names are written as code, and content/words.txt holds words of your own.`
    : "Write names as code; content/words.txt holds words of your own.";
}

const misspelt = (source: Source, { text, start, end }: UnknownWord, meant: Meant): Diagnostic => ({
  code: "content/spelling",
  severity: "warning",
  message:
    meant.british === undefined ? `The dictionary has no word ${text}` : `${text} is American; prose here is British`,
  place: { source, start, end },
  notes: [],
  help: helpFor(meant),
});

async function whatIsMeant(words: ReadonlySet<string>): Promise<ReadonlyMap<string, Meant>> {
  const meant = new Map<string, Meant>();
  let suggested = 0;
  for (const word of words) {
    const { has } = await dictionary();
    const british = britishFor(word, has);
    const near = british === undefined && suggested < mostSuggestions ? await nearestWords(word) : [];
    if (british === undefined) suggested++;
    meant.set(word, { british, near });
  }
  return meant;
}

/** Words of prose that neither the dictionary nor the field nor the folder's own list has, and what is wrong with that list. */
export async function checkSpelling(content: Content, sources: ContentSources, store: Store): Promise<Diagnostic[]> {
  const own = sources.words ? readWordList(sources.words) : undefined;
  const used = new Set<string>();
  const isKnown = (word: string): boolean => {
    const forms = [word, word.toLowerCase()];
    if (forms.some((form) => fieldWords.has(form))) return true;
    const form = forms.find((each) => own?.lines.has(each));
    if (form !== undefined) used.add(form);
    return form !== undefined;
  };
  const found = await unknownWords(filesOf(content, sources), store);
  const wrong = found.flatMap(({ source, words }) =>
    words.filter(({ text }) => !isKnown(text)).map((word) => ({ source, word })),
  );
  const meant = await whatIsMeant(new Set(wrong.map(({ word }) => word.text)));
  /* What can't be read may need any of them. */
  const isWhole = (content.unread ?? []).length === 0;
  const unused = isWhole ? [...(own?.lines ?? [])].filter(([word]) => !used.has(word)) : [];
  return [
    ...(own?.diagnostics ?? []),
    ...wrong.map(({ source, word }) => misspelt(source, word, meant.get(word.text) ?? { near: [] })),
    ...unused.flatMap(([word, line]) =>
      sources.words
        ? [wordListFinding(sources.words, line, `No text needs ${word} in this list`, "remove the line")]
        : [],
    ),
  ];
}
