import { type Palette, plainPalette, printPlace } from "../../core/diagnostics/code-frame.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { visibleText } from "../../core/diagnostics/visible-text.ts";
import { plural } from "./print-report.ts";

/** A finding without the lines around it: what, why and what to do, a line each. */
function printShort({ place, severity, code, message, notes, help }: Diagnostic, palette: Palette): string {
  const paint = severity === "error" ? palette.error : palette.warning;
  const remarks = notes.map((note) => {
    const where = note.place ? `${printPlace(note.place)}: ` : "";
    return `  note: ${where}${visibleText(note.message)}`;
  });
  const remedy = help === undefined ? [] : [`  ${palette.help("help:")} ${visibleText(help)}`];
  const head = `${palette.place(printPlace(place))}: ${paint(severity)} [${code}] ${visibleText(message)}`;
  return [head, ...remarks, ...remedy].join("\n");
}

/** Empties a terminal with what scrolled out of it. */
export const clearScreen = "\u001b[2J\u001b[3J\u001b[H";

/** Above this many changed files, they are counted. */
const MOST_NAMED = 3;

const changedWords = (changed: readonly string[]) =>
  changed.length > MOST_NAMED ? `${changed.length} files` : changed.join(", ");

/** All findings that there are after a change, and a last line that says so: `10:31:07 content/…: no findings (0.2 s)`. */
export function printPass(
  findings: readonly Diagnostic[],
  changed: readonly string[],
  seconds: number,
  time: Date,
  palette: Palette = plainPalette,
): string {
  const clock = time.toTimeString().slice(0, 8);
  const found = findings.length === 0 ? "no findings" : palette.error(plural(findings.length, "finding"));
  const about = changed.length === 0 ? "" : ` ${changedWords(changed)}:`;
  return [
    ...findings.map((each) => printShort(each, palette)),
    `${clock}${about} ${found} (${seconds.toFixed(2)} s)`,
  ].join("\n");
}
