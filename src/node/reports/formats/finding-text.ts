import { printPlace } from "../../../core/diagnostics/code-frame.ts";
import type { Diagnostic } from "../../../core/diagnostics/diagnostic.ts";
import { visibleText } from "../../../core/diagnostics/visible-text.ts";

/** What is wrong, why, and what to do, a line each, without controls: for formats that have one text for all of it. */
export function findingText({ message, notes, help }: Diagnostic): string {
  const remarks = notes.map(({ message: note, place }) => (place ? `${printPlace(place)}: ${note}` : note));
  return [message, ...remarks, ...(help === undefined ? [] : [`Help: ${help}`])].map(visibleText).join("\n");
}
