/** C text after translation phases 2 and 3: without line splices and comments, each character with its origin. */
export interface CText {
  readonly text: string;
  /** For each character of `text`, its offset in the file; one more for the end. */
  readonly origins: readonly number[];
}

const tokens = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|[\s\S]/gy;

function spliceLines(source: string): CText {
  const origins: number[] = [];
  let text = "";
  let from = 0;
  const keep = (until: number) => {
    text += source.slice(from, until);
    for (let offset = from; offset < until; offset++) origins.push(offset);
  };
  // clang takes white space between the backslash and the end of the line as a splice too.
  for (const splice of source.matchAll(/\\[ \t\v\f]*\r?\n/g)) {
    keep(splice.index);
    from = splice.index + splice[0].length;
  }
  keep(source.length);
  origins.push(source.length);
  return { text, origins };
}

/** Joins spliced lines and blanks out comments; the contents of literals are kept unless `literals` is false. */
export function readCText(source: string, { literals }: { readonly literals: boolean }): CText {
  const { text, origins } = spliceLines(source);
  const kept = text.replace(tokens, (token) => {
    const isComment = token.startsWith("/*") || token.startsWith("//");
    const isLiteral = !literals && token.length > 1;
    // A comment is one space to the preprocessor: the line ends inside it end no directive.
    return isComment || isLiteral ? " ".repeat(token.length) : token;
  });
  return { text: kept, origins };
}
