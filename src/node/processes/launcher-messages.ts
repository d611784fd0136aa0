import type { LimitedCommand, LimitedRun } from "./limited-child.ts";

/** What the launcher is asked to run. */
export interface LaunchRequest {
  readonly id: number;
  readonly command: LimitedCommand;
}

/** What came of it, or why it could not be started. */
export type LaunchAnswer =
  | { readonly id: number; readonly run: LimitedRun }
  | { readonly id: number; readonly error: string };
