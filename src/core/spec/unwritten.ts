import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import type { Source } from "../diagnostics/source.ts";

/** Stands in drafts where an author has to write: `TODO: what it does, in one sentence`. */
export const MARKER = "TODO:";

const marked = /\bTODO:[ \t]*(.*)/g;

/** What is asked for, without a quote or a comment's end that may follow it on its line. */
const asked = (rest: string) => rest.replace(/\s*(\*\/|".*)$/, "").replace(/\.$/, "");

/** One finding for each marker in a file of content: nothing that a draft left open is published. */
export function findUnwritten(source: Source): Diagnostic[] {
  return [...source.text.matchAll(marked)].map(({ index, 0: whole, 1: rest = "" }) => {
    const what = asked(rest);
    const place = { source, start: index, end: index + whole.length };
    return errorAt(
      place,
      "content/unwritten",
      what === "" ? "Something is left to be written" : `To be written: ${what}`,
      {
        help: `put it in the place of ${MARKER} and what follows, or take the line out where nothing is to be said`,
      },
    );
  });
}
