import { printCodeFrame, printPlace } from "../core/diagnostics/code-frame.ts";
import { type Diagnostic, isSpan } from "../core/diagnostics/diagnostic.ts";

/** A finding as texts, none of which is HTML. */
export interface ShownFinding {
  /** By which a page knows what is its own: its path on the site. */
  readonly page: string;
  readonly place: string;
  readonly severity: Diagnostic["severity"];
  readonly code: string;
  readonly message: string;
  /** The line with its neighbours; empty for a file without lines. */
  readonly frame: string;
  readonly notes: readonly string[];
  readonly help?: string;
}

export function shownFinding(finding: Diagnostic, page: string): ShownFinding {
  const { place, severity, code, message, notes, help } = finding;
  return {
    page,
    place: printPlace(place),
    severity,
    code,
    message,
    frame: isSpan(place) ? printCodeFrame(place) : "",
    notes: notes.map((note) => (note.place ? `${printPlace(note.place)}: ${note.message}` : note.message)),
    ...(help !== undefined && { help }),
  };
}
