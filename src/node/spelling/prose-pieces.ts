import type { Root } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import type { Source, Span } from "../../core/diagnostics/source.ts";
import type { Content } from "../../core/spec/content.ts";
import type { ExampleSpec } from "../../core/spec/example-spec.ts";
import { frontMatterRange } from "../../core/spec/front-matter.ts";
import type { KfuncSpec } from "../../core/spec/kfunc-spec.ts";
import type { ParsedFile } from "../../core/spec/parsed-file.ts";
import type { Path } from "../../core/spec/path.ts";
import { MARKER } from "../../core/spec/unwritten.ts";
import { findNameLinks } from "../pages/links.ts";
import { parsePage, parseSource } from "../pages/parse-page.ts";
import { longestPage, longestText, parseWithin } from "../pages/text-bounds.ts";
import { textsOf } from "../specs/spec-texts.ts";

/** Prose and where it stands. Where `isExact`, offsets in it are those in the span; a text of YAML may be folded or escaped. */
export interface ProsePiece {
  readonly text: string;
  readonly place: Span;
  readonly isExact: boolean;
}

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** What a draft asks of its author is no prose of theirs, and gone when it is written. */
const unwritten = new RegExp(`${MARKER}.*`, "g");

/**
 * Markdown with all that is no prose blanked: code, names in brackets, addresses, the marks of directives, and what is to be written. None
 * where it can't be parsed.
 */
function proseOf(markdown: string, tree: Root | undefined): string {
  if (!tree) return "";
  const pieces: { start: number; end: number }[] = [];
  visit(tree, (node) => {
    if (node.type === "definition" || node.type === "html") return SKIP;
    if (node.type !== "text") return;
    pieces.push({ start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 });
  });
  let prose = "";
  for (const { start, end } of pieces) prose += blank(markdown.slice(prose.length, start)) + markdown.slice(start, end);
  for (const { start, end } of findNameLinks(prose)) {
    prose = prose.slice(0, start) + " ".repeat(end - start) + prose.slice(end);
  }
  return prose.replace(unwritten, blank);
}

/** A page's prose, with its title and summary. */
export function pagePieces(source: Source): ProsePiece[] {
  const { text } = source;
  const front = frontMatterRange(text);
  const lines = Array.from(text.slice(0, front?.end ?? 0).matchAll(/^(?:title|summary): *(.*)$/gm), (match) => {
    const value = match[1] ?? "";
    const end = match.index + match[0].length;
    return { text: value, place: { source, start: end - value.length, end }, isExact: true };
  });
  return [
    ...lines,
    {
      text: proseOf(
        text,
        parseWithin(text, longestPage, () => parseSource(source)),
      ),
      place: { source, start: 0, end: text.length },
      isExact: true,
    },
  ];
}

function specPiece(file: ParsedFile<unknown>, path: Path, text: string): ProsePiece {
  const place = file.spanOf(path);
  const prose = proseOf(
    text,
    parseWithin(text, longestText, () => parsePage(text)),
  );
  return { text: prose, place, isExact: place.source.text.slice(place.start, place.end) === text };
}

/** A spec or an example's scenarios, and the prose in it. */
export interface SpecFile {
  readonly source: Source;
  readonly pieces: () => readonly ProsePiece[];
}

function kfuncPieces(file: ParsedFile<KfuncSpec>): ProsePiece[] {
  const { summary } = file.value;
  const texts = [...textsOf(file.value)].map(({ path, text }) => specPiece(file, path, text));
  return summary === undefined ? texts : [specPiece(file, ["summary"], summary), ...texts];
}

const examplePieces = (file: ParsedFile<ExampleSpec>): ProsePiece[] => [
  specPiece(file, ["title"], file.value.title),
  specPiece(file, ["summary"], file.value.summary),
  ...file.value.scenarios.map(({ summary }, index) => specPiece(file, ["scenarios", index, "summary"], summary)),
];

/** Texts of specs, titles and summaries of examples and their scenarios, by file. */
export const specFiles = ({ kfuncs, examples }: Content): SpecFile[] => [
  ...kfuncs.map((file) => ({ source: file.source, pieces: () => kfuncPieces(file) })),
  ...examples.map(({ file }) => ({ source: file.source, pieces: () => examplePieces(file) })),
];
