import type { Root } from "mdast";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import { counted } from "../../core/words/counted.ts";
import { pagePlace } from "./page-headings.ts";
import type { PageNames } from "./page-names.ts";
import { parsePage, parseSource } from "./parse-page.ts";
import type { PageProblem, PageRule, PageUnderCheck } from "./problem.ts";
import { closedBlocks } from "./rules/closed-blocks.ts";
import { directiveValues } from "./rules/directive-values.ts";
import { kernelNames } from "./rules/kernel-names.ts";
import { knownDirectives } from "./rules/known-directives.ts";
import { knownNames } from "./rules/known-names.ts";
import { livingAnchors } from "./rules/living-anchors.ts";
import { noBlocks } from "./rules/no-blocks.ts";
import { noFrontMatter } from "./rules/no-front-matter.ts";
import { noRawHtml } from "./rules/no-raw-html.ts";
import { plainHeadings } from "./rules/plain-headings.ts";
import { proseLength } from "./rules/prose-length.ts";
import { safeLinks } from "./rules/safe-links.ts";
import { wholeFootnotes } from "./rules/whole-footnotes.ts";
import { wholeLinks } from "./rules/whole-links.ts";
import { wholeNameLinks } from "./rules/whole-name-links.ts";
import { sectionIds, sectionIdsOf } from "./section-ids.ts";
import { isTooDeep, longestPage, longestText } from "./text-bounds.ts";

/** In no order: each finds what no other finds. */
const rules: readonly PageRule[] = [
  knownNames,
  kernelNames,
  wholeNameLinks,
  knownDirectives,
  directiveValues,
  closedBlocks,
  noRawHtml,
  safeLinks,
  wholeLinks,
  livingAnchors,
  plainHeadings,
  wholeFootnotes,
];

/** What else a text of a spec keeps to. */
const textRules: readonly PageRule[] = [...rules, noBlocks];

/** What else the page of a kfunc keeps to. */
const kfuncRules: readonly PageRule[] = [noFrontMatter, proseLength];

/** Whether a file is the page of a kfunc, by its path. */
export const isKfuncPage = ({ path }: Source): boolean => /(^|\/)kfuncs\/[^/]+\/[^/]+\.md$/.test(path);

/** Past this many, findings help nobody. */
const mostFindings = 100;

/** Findings in a text of a spec, in the order of the text. */
export const findTextProblems = (text: string, names: PageNames, parse = parsePage): PageProblem[] =>
  text.length > longestText
    ? [tooLong(text, longestText)]
    : findProblems({ text, names, sections: sectionIds.kfuncs, kept: textRules, parse });

interface PageToCheck extends Omit<PageUnderCheck, "tree"> {
  readonly kept: readonly PageRule[];
  readonly parse: (text: string) => Root;
}

function findProblems({ kept, parse, ...unread }: PageToCheck): PageProblem[] {
  const { text } = unread;
  if (text.length > longestPage) return [tooLong(text, longestPage)];
  if (isTooDeep(text)) return [tooDeep(text)];
  try {
    const page = { ...unread, tree: parse(text) };
    const problems = kept.flatMap((rule) => rule(page));
    return problems.sort((left, right) => left.start - right.start).slice(0, mostFindings);
  } catch (error) {
    if (error instanceof RangeError) return [tooDeep(text)];
    throw error;
  }
}

const ofSize = (text: string, message: string, help: string): PageProblem => ({
  code: "page/size",
  message,
  start: 0,
  end: text.search(/\n|$/),
  help,
});

const tooLong = (text: string, most: number): PageProblem =>
  ofSize(
    text,
    `The text has ${counted(text.length, "character")}; it may have ${most}`,
    "make it shorter, or several pages",
  );

/** The parser recurses: nesting without end overflows its stack. */
const tooDeep = (text: string): PageProblem => ofSize(text, "Lists and quotes are nested too deeply", "nest them less");

/** Checks one page's Markdown; its front matter is checked by `readFrontMatter`. */
export function checkPage(source: Source, names: PageNames): Diagnostic[] {
  const kept = isKfuncPage(source) ? [...rules, ...kfuncRules] : rules;
  const sections = sectionIdsOf(pagePlace(source).split("/")[0] ?? "") ?? [];
  return findProblems({ text: source.text, names, sections, kept, parse: () => parseSource(source) }).map(
    ({ code, message, start, end, help, mended }) => ({
      code,
      severity: "error",
      message,
      place: { source, start, end },
      notes: [],
      ...(help ? { help } : {}),
      ...(mended === undefined ? {} : { edits: [{ source, start, end, text: mended }] }),
    }),
  );
}
