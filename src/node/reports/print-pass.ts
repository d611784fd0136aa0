import { type Palette, plainPalette, printDiagnostic } from "../../core/diagnostics/code-frame.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { counted } from "../../core/words/counted.ts";

/** Empties a terminal with what scrolled out of it. */
export const clearScreen = "\u001b[2J\u001b[3J\u001b[H";

/** Above this many changed files, they are counted. */
const MOST_NAMED = 3;

const changedWords = (changed: readonly string[]) =>
  changed.length > MOST_NAMED ? counted(changed.length, "file") : changed.join(", ");

/** `10:31:07 content/…: no findings (0.2 s)` */
export function passLine(changed: readonly string[], found: string, seconds: number, time: Date): string {
  const about = changed.length === 0 ? "" : ` ${changedWords(changed)}:`;
  return `${time.toTimeString().slice(0, 8)}${about} ${found} (${seconds.toFixed(2)} s)`;
}

/** All findings that there are after a change, and a last line that says so. */
export function printPass(
  findings: readonly Diagnostic[],
  changed: readonly string[],
  seconds: number,
  time: Date,
  palette: Palette = plainPalette,
): string {
  const found = findings.length === 0 ? "no findings" : palette.error(counted(findings.length, "finding"));
  return [
    ...findings.map((each) => printDiagnostic(each, palette, false)),
    passLine(changed, found, seconds, time),
  ].join("\n");
}
