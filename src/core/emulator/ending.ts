import type { Outcome } from "./outcome.ts";

/** What a run came to. */
export type Ending =
  | "fault"
  | "value"
  /** What the program stands in for returns void. */
  | "void"
  /** The program ran more than once, and its runs did not all return the same. */
  | "several"
  /** The engine had no means to see what was returned. */
  | "unseen";

export function endingOf({ fault, returns, runs, unobserved }: Outcome): Ending {
  if (fault) return "fault";
  if (returns) return "value";
  if (unobserved?.includes("returns")) return "unseen";
  return runs === undefined ? "void" : "several";
}

/** How a run ended, in words that the value follows where there is one. */
export const endingWords: { readonly [Each in Ending]: string } = {
  fault: "a fault ended the run",
  value: "returned",
  void: "returned nothing, as a void function does",
  several: "did not return the same in all its runs",
  unseen: "returned what could not be seen",
};
