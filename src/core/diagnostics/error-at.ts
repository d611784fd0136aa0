import type { DiagnosticCode } from "./codes.ts";
import type { Diagnostic } from "./diagnostic.ts";

type Remarks = Partial<Pick<Diagnostic, "notes" | "help" | "edits">>;

/** An error at a place: what is wrong, with why (`notes`) and what to do (`help`). */
export function errorAt(
  place: Diagnostic["place"],
  code: DiagnosticCode,
  message: string,
  remarks: Remarks = {},
): Diagnostic {
  return { code, severity: "error", message, place, notes: [], ...remarks };
}

/** The same of a warning. */
export function warningAt(
  place: Diagnostic["place"],
  code: DiagnosticCode,
  message: string,
  remarks: Remarks,
): Diagnostic {
  return { ...errorAt(place, code, message, remarks), severity: "warning" };
}
