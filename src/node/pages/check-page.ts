import type { Root } from "mdast";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import type { PageNames } from "./page-names.ts";
import { parsePage, parseSource } from "./parse-page.ts";
import type { PageProblem, PageRule } from "./problem.ts";
import { knownDirectives } from "./rules/known-directives.ts";
import { knownExamples } from "./rules/known-examples.ts";
import { knownNames } from "./rules/known-names.ts";
import { noFrontMatter } from "./rules/no-front-matter.ts";
import { noRawHtml } from "./rules/no-raw-html.ts";
import { plainHeadings } from "./rules/plain-headings.ts";
import { proseLength } from "./rules/prose-length.ts";
import { safeLinks } from "./rules/safe-links.ts";
import { wholeFootnotes } from "./rules/whole-footnotes.ts";
import { wholeNameLinks } from "./rules/whole-name-links.ts";

/** In no order: each finds what no other finds. */
const rules: readonly PageRule[] = [
  knownNames,
  wholeNameLinks,
  knownDirectives,
  knownExamples,
  noRawHtml,
  safeLinks,
  plainHeadings,
  wholeFootnotes,
];

/** What else the page of a kfunc keeps to. */
const kfuncRules: readonly PageRule[] = [noFrontMatter, proseLength];

/** Whether a file is the page of a kfunc, by its path. */
export const isKfuncPage = ({ path }: Source): boolean => /(^|\/)kfuncs\/[^/]+\/[^/]+\.md$/.test(path);

/** In UTF-16 units; the longest page of prose is a tenth of it. */
const longestPage = 60_000;

/** Past this many, findings help nobody. */
const mostFindings = 100;

/** A line that opens 32 quotes and list items at once: the parser's time grows with the square of their number. */
const deepLine = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){32}/m;

/** Findings in a text of a spec, in the order of the text. */
export const findTextProblems = (text: string, names: PageNames): PageProblem[] =>
  findProblems(text, names, rules, parsePage);

function findProblems(
  text: string,
  names: PageNames,
  kept: readonly PageRule[],
  parse: (text: string) => Root,
): PageProblem[] {
  if (text.length > longestPage || deepLine.test(text)) return [tooLarge(text)];
  try {
    const page = { tree: parse(text), text, names };
    const problems = kept.flatMap((rule) => rule(page));
    return problems.sort((left, right) => left.start - right.start).slice(0, mostFindings);
  } catch (error) {
    if (error instanceof RangeError) return [tooLarge(text)];
    throw error;
  }
}

/** The parser recurses: nesting without end overflows its stack. */
function tooLarge(text: string): PageProblem {
  const help = "make it several pages, or nest less";
  return {
    code: "page/size",
    message: "The page is too long or too deeply nested",
    start: 0,
    end: text.search(/\n|$/),
    help,
  };
}

/** Checks one page's Markdown; its front matter is checked by `readFrontMatter`. */
export function checkPage(source: Source, names: PageNames): Diagnostic[] {
  const kept = isKfuncPage(source) ? [...rules, ...kfuncRules] : rules;
  return findProblems(source.text, names, kept, () => parseSource(source)).map(
    ({ code, message, start, end, help }) => ({
      code,
      severity: "error",
      message,
      place: { source, start, end },
      notes: [],
      ...(help ? { help } : {}),
    }),
  );
}
