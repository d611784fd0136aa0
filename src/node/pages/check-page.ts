import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import type { PageNames } from "./page-names.ts";
import { parsePage } from "./parse-page.ts";
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

const isKfuncPage = (path: string): boolean => /(^|\/)kfuncs\/[^/]+\/[^/]+\.md$/.test(path);

/** In UTF-16 units; the longest page of prose is a tenth of it. */
const longestPage = 60_000;

/** Past this many, findings help nobody. */
const mostFindings = 100;

/** A line that opens 32 quotes and list items at once: the parser's time grows with the square of their number. */
const deepLine = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){32}/m;

/** Findings in a piece of Markdown, in the order of the text: a page, or a text of a spec. */
export function findPageProblems(text: string, names: PageNames, further: readonly PageRule[] = []): PageProblem[] {
  if (text.length > longestPage || deepLine.test(text)) return [tooLarge(text)];
  try {
    const page = { tree: parsePage(text), text, names };
    const problems = [...rules, ...further].flatMap((rule) => rule(page));
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
  const further = isKfuncPage(source.path) ? kfuncRules : [];
  return findPageProblems(source.text, names, further).map(({ code, message, start, end, help }) => ({
    code,
    severity: "error",
    message,
    place: { source, start, end },
    notes: [],
    ...(help ? { help } : {}),
  }));
}
