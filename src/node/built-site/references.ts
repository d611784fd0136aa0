import { plainText } from "./plain-text.ts";

/** What a file of the site leads to, where it says so. */
export interface Reference {
  readonly target: string;
  /** Offset of the target in the file's text. */
  readonly start: number;
  /** What scripts put names behind: a folder, with or without a page. */
  readonly isPrefix?: boolean;
}

/** Each pattern's first group is a target. */
function find(text: string, ...patterns: readonly RegExp[]): Reference[] {
  return patterns.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ index, 0: whole, 1: target = "" }) => ({
      target: plainText(target),
      start: index + whole.lastIndexOf(target),
    })),
  );
}

/** Links and what is loaded, paths that scripts are handed as data, and pictures that others are told of. */
function htmlReferences(html: string): Reference[] {
  const data = find(html, /\sdata-[a-z]+="(\/[^"\s]*)"/g).map((each) => ({
    ...each,
    isPrefix: each.target.endsWith("/"),
  }));
  const links = find(html, /\s(?:href|src)="([^"]*)"/g, /\sproperty="og:(?:image|url)" content="([^"]*)"/g);
  return [...links, ...data];
}

/** Code in Markdown is not its words. */
const withoutCode = (text: string) =>
  text.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$|(`+)(?!`)[^`]*?\2(?!`)/gm, (code) => code.replace(/[^\n]/g, " "));

const markdownReferences = (text: string): Reference[] =>
  find(withoutCode(text), /\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/g);

const feedReferences = (text: string): Reference[] => find(text, /<(?:link|guid|loc)>([^<]*)<\//g);

const readers: Readonly<Record<string, (text: string) => Reference[]>> = {
  html: htmlReferences,
  md: markdownReferences,
  txt: markdownReferences,
  xml: feedReferences,
};

/** Whether files of this ending lead anywhere. */
export const hasReferences = (path: string): boolean => /\.(?:html|md|xml)$|^llms\.txt$/.test(path);

/** What a page, a twin, a feed or `llms.txt` leads to. */
export const readReferences = (path: string, text: string): Reference[] =>
  readers[path.slice(path.lastIndexOf(".") + 1)]?.(text) ?? [];
