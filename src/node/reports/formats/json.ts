import { printPlace } from "../../../core/diagnostics/code-frame.ts";
import { type Diagnostic, isSpan } from "../../../core/diagnostics/diagnostic.ts";
import type { FindingFormat } from "./format.ts";
import { plainJson } from "./plain-json.ts";
import { plainPlace } from "./plain-place.ts";

const jsonPlace = (place: Diagnostic["place"]): object => (isSpan(place) ? plainPlace(place) : place);

/** An array; places have line and column from 1. */
export const json: FindingFormat = (diagnostics) => {
  const plain = diagnostics.map(({ place, notes, edits = [], ...rest }) => ({
    ...rest,
    at: printPlace(place),
    place: jsonPlace(place),
    ...(edits.length > 0 && { edits: edits.map(({ text, ...where }) => ({ place: jsonPlace(where), text })) }),
    notes: notes.map(({ message, place: where }) => ({ message, ...(where && { place: jsonPlace(where) }) })),
  }));
  return plainJson(plain);
};
