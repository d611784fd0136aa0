import { printCodeFrame, printPlace } from "../core/diagnostics/code-frame.ts";
import { type Diagnostic, isSpan } from "../core/diagnostics/diagnostic.ts";

/** A finding as texts, none of which is HTML. */
export interface ShownFinding {
  /** `content/…`, by which a page knows what is its own. */
  readonly path: string;
  readonly place: string;
  readonly severity: Diagnostic["severity"];
  readonly code: string;
  readonly message: string;
  /** The line with its neighbours; empty for a file without lines. */
  readonly frame: string;
  readonly notes: readonly string[];
  readonly help?: string;
}

export function shownFinding(finding: Diagnostic, path: string): ShownFinding {
  const { place, severity, code, message, notes, help } = finding;
  return {
    path,
    place: printPlace(place),
    severity,
    code,
    message,
    frame: isSpan(place) ? printCodeFrame(place) : "",
    notes: notes.map((note) => (note.place ? `${printPlace(note.place)}: ${note.message}` : note.message)),
    ...(help !== undefined && { help }),
  };
}
