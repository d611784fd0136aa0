import type { Span } from "./source.ts";

/** Another text in the place of a span; an empty span is where it is put in. */
export interface Edit extends Span {
  readonly text: string;
}

/** The text after the edits. Of those that overlap, the first counts: what is left shows the next time. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text: inserted } of [...edits].sort((left, right) => left.start - right.start)) {
    if (start < done) continue;
    parts.push(text.slice(done, start), inserted);
    done = end;
  }
  return [...parts, text.slice(done)].join("");
}
