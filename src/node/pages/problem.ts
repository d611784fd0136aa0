import type { Root } from "mdast";
import type { DiagnosticCode } from "../../core/diagnostics/codes.ts";
import type { PageNames } from "./page-names.ts";

/** One finding in Markdown, by offsets into its text. */
export interface PageProblem {
  readonly code: Extract<DiagnosticCode, `page/${string}`>;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly help?: string;
  /** What stands there instead, if that is beyond doubt. */
  readonly mended?: string;
}

export interface PageUnderCheck {
  readonly tree: Root;
  readonly text: string;
  readonly names: PageNames;
  /** Ids that stand around the prose. */
  readonly sections: readonly string[];
}

/** One agreement that every page keeps. */
export type PageRule = (page: PageUnderCheck) => PageProblem[];

interface Positioned {
  readonly position?:
    | {
        readonly start: { readonly offset?: number | undefined };
        readonly end: { readonly offset?: number | undefined };
      }
    | undefined;
}

/** Offsets of a node in its text; of the whole text where it has none. */
export function rangeOf(node: Positioned, text: string): { start: number; end: number } {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? text.length };
}
