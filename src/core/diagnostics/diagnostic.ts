import type { DiagnosticCode } from "./codes.ts";
import type { Edit } from "./edit.ts";
import type { BytePlace, Span } from "./source.ts";

export type Severity = "error" | "warning";

/** A further remark on a diagnostic, with a place of its own where there is one. */
export interface Note {
  readonly message: string;
  readonly place?: Span | BytePlace;
}

/** One finding about what an author wrote. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What is wrong, in one sentence without a full stop. */
  readonly message: string;
  readonly place: Span | BytePlace;
  /** Why it is wrong: the facts it was held against. */
  readonly notes: readonly Note[];
  /** What to do about it. */
  readonly help?: string;
  /** Changes to the file that mend it without doubt: `check --fix` makes them. */
  readonly edits?: readonly Edit[];
}

/** A value with the diagnostics met on the way; `value` is absent where the input was too wrong to give one. */
export interface Checked<Value> {
  readonly value?: Value;
  readonly diagnostics: readonly Diagnostic[];
}

export function isSpan(place: Span | BytePlace): place is Span {
  return "source" in place;
}

/** The file that a diagnostic is in. */
export function pathOf({ place }: Pick<Diagnostic, "place">): string {
  return isSpan(place) ? place.source.path : place.path;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
