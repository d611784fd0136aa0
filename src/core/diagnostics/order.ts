import { type Diagnostic, isSpan, pathOf } from "./diagnostic.ts";

/** Diagnostics by file, then by place in it, then by code: the order in which an author reads them. */
export function sortByPlace(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (left, right) =>
      compare(pathOf(left), pathOf(right)) ||
      offsetOf(left) - offsetOf(right) ||
      compare(left.code, right.code) ||
      compare(left.message, right.message),
  );
}

/** By code units, so that the order is the same in every locale. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function offsetOf({ place }: Diagnostic): number {
  return isSpan(place) ? place.start : (place.byteOffset ?? 0);
}
