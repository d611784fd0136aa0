import type { Element, ElementContent } from "hast";
import { isRegionMark } from "../../core/spec/regions.ts";
import type { ExampleModel } from "../../node/build/site-model.ts";
import { elementText } from "../markdown/element-text.ts";
import { lineNotes, lineState, notesHtml } from "./line-elements.ts";
import { type LineRun, sourceRun } from "./source-run.ts";

/** A scenario by which the lines of its source can be annotated. */
export interface AnnotatedScenario {
  readonly name: string;
  readonly summary: string;
  /** Compiled with `-D` of this. */
  readonly variant?: string;
  readonly html: string;
}

export interface AnnotatedSource {
  readonly source: string;
  readonly sourceFile: string;
  /** Those that the emulator ran, in their order. */
  readonly scenarios: readonly AnnotatedScenario[];
  /** Of the first. */
  readonly lines: ReadonlyMap<number, LineRun>;
}

/** An example's file with what happened in its lines. */
export function annotatedSource({ source, sourceFile, scenarios }: ExampleModel): AnnotatedSource {
  const ran = scenarios.flatMap(({ name, summary, variant, outcome, gap }) =>
    outcome && gap === undefined
      ? [{ name, summary, ...(variant && { variant }), lines: sourceRun(outcome, sourceFile) }]
      : [],
  );
  return {
    source: source.trimEnd(),
    sourceFile,
    scenarios: ran.map(({ lines, ...scenario }) => ({ ...scenario, html: notesHtml(lines) })),
    lines: ran[0]?.lines ?? new Map(),
  };
}

/** A highlighted line of code becomes its number, the code, and what happened there. */
export function annotateLine(node: Element, line: number, lines: ReadonlyMap<number, LineRun>): void {
  const run = lines.get(line);
  const part = (name: string, children: ElementContent[]): Element => ({
    type: "element",
    tagName: "span",
    properties: { className: [name] },
    children,
  });
  node.properties.id = `line-${line}`;
  if (isRegionMark(elementText(node))) node.properties.hidden = true;
  if (run) node.properties.dataState = lineState(run);
  const number: Element = {
    type: "element",
    tagName: "a",
    properties: { className: ["number"], href: `#line-${line}` },
    children: [{ type: "text", value: `${line}` }],
  };
  const notes = part("notes", run ? lineNotes(run) : []);
  node.children = [number, part("text", node.children), notes];
}

const token = /^color:var\(--astro-code-([\w-]+)\)$/;

/** Colours come from the style sheet, by the kind of the word. */
export function classifyToken({ properties }: Element): void {
  const kind = token.exec(String(properties.style ?? ""))?.[1];
  delete properties.style;
  if (kind && kind !== "foreground") properties.className = [kind];
}
