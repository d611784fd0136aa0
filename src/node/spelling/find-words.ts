/** A word of prose and its offset. */
export interface Word {
  readonly text: string;
  readonly start: number;
}

/** Something between blanks that is no prose: a name with digits or underscores, a file, a path, an address, an expression. */
const notProse = /[\d_=<>(){}[\]|\\@#$%&+*^~`]|[\p{L}][.:/][\p{L}]|\//u;

const wordPattern = /\p{L}+(?:['’]\p{L}+)*/gu;

/** In letters; what is longer is no word, and would take the dictionary long. */
const longestWord = 40;

/** Upper case anywhere but at its start: an abbreviation or a name. */
const isName = (word: string): boolean => /\p{Lu}/u.test(word.slice(1));

/** `task's` is the word `task`; `don't` is a word of its own. */
const withoutPossessive = (word: string): string => word.replace(/['’]s$/u, "");

/** The words of a piece of prose, without the names in it. */
export function findWords(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: chunk, index } of text.matchAll(/[^\s—–…]+/gu)) {
    const start = chunk.search(/[\p{L}\p{N}_]/u);
    const core = chunk.slice(Math.max(start, 0)).replace(/[^\p{L}\p{N}_)]+$/u, "");
    if (start < 0 || notProse.test(core.replace(/[()]+$/u, (end) => (core.includes("(") ? end : "")))) continue;
    for (const match of core.matchAll(wordPattern)) {
      const word = withoutPossessive(match[0]);
      if (word.length > 1 && word.length <= longestWord && !isName(word))
        words.push({ text: word, start: index + start + match.index });
    }
  }
  return words;
}
