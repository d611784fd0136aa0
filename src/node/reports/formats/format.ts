import type { Diagnostic } from "../../../core/diagnostics/diagnostic.ts";

/** How findings are written for another program: the whole text of a report, without a newline at its end. */
export type FindingFormat = (diagnostics: readonly Diagnostic[]) => string;
