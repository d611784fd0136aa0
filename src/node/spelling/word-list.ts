import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { type Source, spanOfLine } from "../../core/diagnostics/source.ts";

/** The words that a content folder adds to the dictionary: `words.txt`, one a line. */
export interface WordList {
  /** The line of each, from 1. */
  readonly lines: ReadonlyMap<string, number>;
  readonly diagnostics: readonly Diagnostic[];
}

export function wordListFinding(source: Source, line: number, message: string, help: string): Diagnostic {
  const place = spanOfLine(source, line);
  return { code: "content/word-list", severity: "warning", message, place, notes: [], help };
}

/** Reads a list of words, which are sorted by their characters so that changes of several authors meet in one place. */
export function readWordList(source: Source): WordList {
  const lines = new Map<string, number>();
  const diagnostics: Diagnostic[] = [];
  const find = (line: number, message: string, help: string) =>
    diagnostics.push(wordListFinding(source, line, message, help));
  let last = "";
  for (const [index, word] of source.text
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .entries()) {
    const number = index + 1;
    const isWord = /^\p{L}+(['’]\p{L}+)*$/u.test(word);
    if (!isWord) {
      find(
        number,
        `${word.trim() === "" ? "An empty line" : word} is no word`,
        "write one word of letters on each line",
      );
    } else if (lines.has(word)) find(number, `${word} stands twice`, "remove this line");
    else if (word < last)
      find(number, `${word} stands after ${last}`, "sort the list: capitals first, then by the alphabet");
    if (isWord && !lines.has(word)) lines.set(word, number);
    last = word;
  }
  return { lines, diagnostics };
}
