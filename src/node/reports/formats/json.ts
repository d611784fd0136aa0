import { printPlace } from "../../../core/diagnostics/code-frame.ts";
import { type Diagnostic, isSpan } from "../../../core/diagnostics/diagnostic.ts";
import type { FindingFormat } from "./format.ts";
import { plainJson } from "./plain-json.ts";
import { plainPlace } from "./plain-place.ts";

const jsonPlace = (place: Diagnostic["place"]): object => (isSpan(place) ? plainPlace(place) : place);

/** An array; places have line and column from 1. */
export const json: FindingFormat = (diagnostics) => {
  const plain = diagnostics.map(({ place, notes, ...rest }) => ({
    ...rest,
    at: printPlace(place),
    place: jsonPlace(place),
    notes: notes.map(({ message, place: where }) => ({ message, ...(where && { place: jsonPlace(where) }) })),
  }));
  return plainJson(plain);
};
