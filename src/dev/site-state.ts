import type { ShownFinding } from "./shown-finding.ts";

/** What pages in a browser are told. */
export interface SiteState {
  /** Rises when pages may have changed. */
  readonly version: number;
  readonly findings: readonly ShownFinding[];
}
