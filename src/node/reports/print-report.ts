import pc from "picocolors";
import { type Palette, plainPalette, printDiagnostic, printPlace } from "../../core/diagnostics/code-frame.ts";
import { type Diagnostic, isSpan } from "../../core/diagnostics/diagnostic.ts";
import { positionOf } from "../../core/diagnostics/source.ts";

/** Colours for a stream that a person reads. */
export function paletteFor(stream: { readonly isTTY?: boolean }): Palette {
  if (!stream.isTTY || !pc.isColorSupported) return plainPalette;
  return { error: pc.red, warning: pc.yellow, place: pc.bold, help: pc.cyan, gutter: pc.dim };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Each finding with its code frame, and a line that counts them. */
export function printFindings(diagnostics: readonly Diagnostic[], palette: Palette = plainPalette): string {
  if (diagnostics.length === 0) return "";
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const parts = [
    ...(errors > 0 ? [palette.error(plural(errors, "error"))] : []),
    ...(diagnostics.length > errors ? [palette.warning(plural(diagnostics.length - errors, "warning"))] : []),
  ];
  return [...diagnostics.map((diagnostic) => printDiagnostic(diagnostic, palette)), parts.join(", ")].join("\n\n");
}

function jsonPlace(place: Diagnostic["place"]): object {
  if (!isSpan(place)) return place;
  const { source, start, end } = place;
  return { path: source.path, start: positionOf(source, start), end: positionOf(source, end) };
}

/** Findings for other programs: an array, places with line and column from 1. */
export function findingsAsJson(diagnostics: readonly Diagnostic[]): string {
  const plain = diagnostics.map(({ place, notes, ...rest }) => ({
    ...rest,
    at: printPlace(place),
    place: jsonPlace(place),
    notes: notes.map(({ message, place: where }) => ({ message, ...(where && { place: jsonPlace(where) }) })),
  }));
  return JSON.stringify(plain, null, 2);
}
