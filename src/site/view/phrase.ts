/** A piece of a sentence: plain text, or a name, with the page that is about it. */
export interface Phrase {
  readonly text: string;
  readonly href?: string;
  /** Written as code. */
  readonly code?: true;
}

export const plain = (text: string): Phrase => ({ text });

export const code = (text: string, href?: string): Phrase => ({
  text,
  code: true,
  ...(href !== undefined && { href }),
});

/** A sentence in which code stands between backticks. */
export const marked = (text: string): Phrase[] =>
  text.split("`").map((part, index) => (index % 2 === 0 ? plain(part) : code(part)));

/** "a", "a and b", "a, b and c". */
export function listed(names: readonly Phrase[], last = " and "): Phrase[] {
  return names.flatMap((name, index) => {
    if (index === 0) return [name];
    return [plain(index === names.length - 1 ? last : ", "), name];
  });
}

/** The text alone, as a screen reader says it. */
export const phraseText = (phrases: readonly Phrase[]): string => phrases.map(({ text }) => text).join("");
