import { type Diagnostic, isSpan, type Note } from "./diagnostic.ts";
import { positionOf, type Span } from "./source.ts";
import { visibleText } from "./visible-text.ts";

const CONTEXT_LINES = 1;
/** In columns; long enough for the lines of specs and examples. */
const FRAME_WIDTH = 200;

/** The words that a terminal may colour; the plain printer returns them unchanged. */
export interface Palette {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly place: (text: string) => string;
  readonly help: (text: string) => string;
  readonly gutter: (text: string) => string;
}

export const plainPalette: Palette = {
  error: (text) => text,
  warning: (text) => text,
  place: (text) => text,
  help: (text) => text,
  gutter: (text) => text,
};

/** `path:line:column`, `path+0x10` for a file that has no lines, or the path alone for a file as a whole. */
export function printPlace(place: Diagnostic["place"]): string {
  if (!isSpan(place))
    return place.byteOffset === undefined ? place.path : `${place.path}+0x${place.byteOffset.toString(16)}`;
  const { line, column } = positionOf(place.source, place.start);
  return `${place.source.path}:${line}:${column}`;
}

/** The line of the span with its neighbours, line numbers, and a caret under what is meant. Long lines are cut around it. */
export function printCodeFrame(span: Span, palette: Palette = plainPalette): string {
  const lines = span.source.text.split("\n");
  const start = positionOf(span.source, span.start);
  const end = positionOf(span.source, Math.max(span.start, span.end));
  const first = Math.max(1, start.line - CONTEXT_LINES);
  const last = Math.min(lines.length, start.line + CONTEXT_LINES);
  const width = String(last).length;
  const window = windowAround(start.column);
  const printed: string[] = [];
  for (let number = first; number <= last; number++) {
    const text = visibleText((lines[number - 1] ?? "").replace(/^\ufeff|\r$/g, ""));
    const mark = number === start.line ? ">" : " ";
    printed.push(`${palette.gutter(`${mark} ${String(number).padStart(width)} |`)} ${cut(text, window)}`.trimEnd());
    if (number !== start.line) continue;
    const stop = Math.min(end.line === start.line ? end.column : text.length + 1, window.from + FRAME_WIDTH + 1);
    const carets = palette.error("^".repeat(Math.max(1, stop - start.column)));
    const indent = " ".repeat(start.column - 1 - window.from + (window.from > 0 ? 1 : 0));
    printed.push(`${palette.gutter(`  ${" ".repeat(width)} |`)} ${indent}${carets}`);
  }
  return printed.join("\n");
}

/** Columns from 0 that are left out before the window. */
interface Window {
  readonly from: number;
}

function windowAround(column: number): Window {
  return { from: column <= FRAME_WIDTH ? 0 : column - FRAME_WIDTH / 2 };
}

function cut(line: string, { from }: Window): string {
  const shown = line.slice(from, from + FRAME_WIDTH);
  const before = from > 0 && line.length > 0 ? "…" : "";
  return `${before}${shown}${line.length > from + FRAME_WIDTH ? "…" : ""}`;
}

function printNote(note: Note, palette: Palette): string {
  const where = note.place ? `${palette.place(printPlace(note.place))}: ` : "";
  return `  note: ${where}${visibleText(note.message)}`;
}

/** One diagnostic as text: the heading line, a code frame where it is wanted, its notes and its help, each on lines of their own. */
export function printDiagnostic(diagnostic: Diagnostic, palette: Palette = plainPalette, withFrame = true): string {
  const paint = diagnostic.severity === "error" ? palette.error : palette.warning;
  const lines = [
    `${palette.place(printPlace(diagnostic.place))}: ${paint(diagnostic.severity)} [${diagnostic.code}] ${visibleText(diagnostic.message)}`,
  ];
  if (withFrame && isSpan(diagnostic.place)) lines.push(printCodeFrame(diagnostic.place, palette));
  for (const note of diagnostic.notes) lines.push(printNote(note, palette));
  if (diagnostic.help) lines.push(`  ${palette.help("help:")} ${visibleText(diagnostic.help)}`);
  return lines.join("\n");
}
