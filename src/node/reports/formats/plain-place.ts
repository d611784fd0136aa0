import { type Diagnostic, isSpan } from "../../../core/diagnostics/diagnostic.ts";
import { type Position, positionOf } from "../../../core/diagnostics/source.ts";

/** A place as other programs name it. `start` and `end` are absent in a file that has no lines. */
export interface PlainPlace {
  readonly path: string;
  readonly start?: Position;
  /** Just past the last column. */
  readonly end?: Position;
}

export function plainPlace(place: Diagnostic["place"]): PlainPlace {
  if (!isSpan(place)) return { path: place.path };
  const { source, start, end } = place;
  return { path: source.path, start: positionOf(source, start), end: positionOf(source, Math.max(start, end)) };
}
