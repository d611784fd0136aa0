import type { Element, ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { counted } from "../../core/words/counted.ts";
import type { LineRun } from "./source-run.ts";

const span = (className: string, ...children: ElementContent[]): Element => ({
  type: "element",
  tagName: "span",
  properties: { className: [className] },
  children,
});

const text = (value: string): ElementContent => ({ type: "text", value });

/** What a reader is told of a line beside its code; nothing of one that ran once and did nothing of note. */
export function lineNotes({ times, events, more }: LineRun): Element[] {
  if (times === 0) return [span("note unreached", text("not reached"))];
  return [
    ...(times > 1 ? [span("note times", text(`ran ${counted(times, "time")}`))] : []),
    ...events.map(({ kind, text: words }) => span(`note ${kind}`, text(words))),
    ...(more > 0 ? [span("note more", text(`and ${more} more`))] : []),
  ];
}

export type LineState = "ran" | "unreached";

export const lineState = ({ times }: LineRun): LineState => (times > 0 ? "ran" : "unreached");

/** The notes of all lines, for a page to put in their places: one element a line. */
export function notesHtml(lines: ReadonlyMap<number, LineRun>): string {
  const elements = [...lines].map(
    ([line, run]): Element => ({
      type: "element",
      tagName: "span",
      properties: { className: ["notes"], dataLine: `${line}`, dataState: lineState(run) },
      children: lineNotes(run),
    }),
  );
  return toHtml({ type: "root", children: elements });
}
