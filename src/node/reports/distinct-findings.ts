import { type Diagnostic, isSpan } from "../../core/diagnostics/diagnostic.ts";
import { sortByPlace } from "../../core/diagnostics/order.ts";

function keyOf({ code, message, place }: Diagnostic): string {
  const where = isSpan(place) ? [place.source.path, place.start, place.end] : [place.path, place.byteOffset];
  return JSON.stringify([code, message, ...where]);
}

/** Sorted by place, each finding once: every variant of an example tells of the same line. */
export function distinctFindings(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const first = new Map<string, Diagnostic>();
  for (const diagnostic of sortByPlace(diagnostics)) {
    const key = keyOf(diagnostic);
    if (!first.has(key)) first.set(key, diagnostic);
  }
  return [...first.values()];
}
