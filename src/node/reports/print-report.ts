import pc from "picocolors";
import { type Palette, plainPalette, printDiagnostic } from "../../core/diagnostics/code-frame.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { counted } from "../../core/words/counted.ts";

/** Whether a person reads a stream, in a terminal with colours. */
export const isColoured = (stream: { readonly isTTY?: boolean }): boolean =>
  Boolean(stream.isTTY) && pc.isColorSupported;

/** Colours for a stream that a person reads. */
export function paletteFor(stream: { readonly isTTY?: boolean }): Palette {
  if (!isColoured(stream)) return plainPalette;
  return { error: pc.red, warning: pc.yellow, place: pc.bold, help: pc.cyan, gutter: pc.dim };
}

/** Each finding with its code frame, and a line that counts them. */
export function printFindings(diagnostics: readonly Diagnostic[], palette: Palette = plainPalette): string {
  if (diagnostics.length === 0) return "";
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const parts = [
    ...(errors > 0 ? [palette.error(counted(errors, "error"))] : []),
    ...(diagnostics.length > errors ? [palette.warning(counted(diagnostics.length - errors, "warning"))] : []),
  ];
  return [...diagnostics.map((diagnostic) => printDiagnostic(diagnostic, palette)), parts.join(", ")].join("\n\n");
}
