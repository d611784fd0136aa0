import type { DiagnosticCode } from "./codes.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** An error at a place: what is wrong, with why (`notes`) and what to do (`help`). */
export function errorAt(
  place: Diagnostic["place"],
  code: DiagnosticCode,
  message: string,
  remarks: Partial<Pick<Diagnostic, "notes" | "help" | "edits">> = {},
): Diagnostic {
  return { code, severity: "error", message, place, notes: [], ...remarks };
}
