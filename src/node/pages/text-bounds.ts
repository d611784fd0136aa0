import type { Root } from "mdast";

/** In UTF-16 units, several times the longest page and text that there is: the parser's time grows with the square of brackets that stand open. */
export const longestPage = 20_000;
export const longestText = 4000;

/** A line that opens 32 quotes and list items at once: the parser's time grows with the square of their number. */
const deepLine = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){32}/m;

export const isTooDeep = (text: string): boolean => deepLine.test(text);

/** A text's tree, or undefined where it is beyond what is parsed, or overflows the parser, which recurses. */
export function parseWithin(text: string, most: number, parse: () => Root): Root | undefined {
  if (text.length > most || isTooDeep(text)) return undefined;
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
