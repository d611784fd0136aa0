import { notSet, shortText, type ValueRow, valueRows } from "../../core/emulator/decode/value-text.ts";
import type { CallRecord, DecodedValue, Outcome } from "../../core/emulator/outcome.ts";
import { pagePath } from "../paths.ts";
import { objectWords } from "./object-words.ts";
import { type PlacedSource, type PlaceView, placeView } from "./place-view.ts";

export interface CallView {
  readonly kfunc: string;
  readonly href: string;
  /** Whether it is the kfunc that the page is about. */
  readonly own: boolean;
  /** Each in a few words; what a struct holds is in `rows`. */
  readonly args: readonly { readonly name: string; readonly text: string }[];
  /** Absent for void and for a call that a fault ended. */
  readonly result?: { readonly text: string; readonly failed: boolean };
  readonly faulted: boolean;
  /** Absent where the engine does not see where calls stand. */
  readonly place?: PlaceView;
  readonly changes: readonly ValueRow[];
  /** All arguments with their members, and what the result points to. */
  readonly rows: readonly ValueRow[];
}

/** The calls of a run in their order; `self` is the kfunc that the page is about, `source` the file that calls. */
export function callViews({ calls, callsOmitted, fault }: Outcome, self?: string, source?: PlacedSource): CallView[] {
  return calls.map((call, index) => ({
    kfunc: call.kfunc,
    href: pagePath("kfunc", call.kfunc),
    own: call.kfunc === self,
    args: call.args.map(({ name, before }) => ({ name, text: objectWords(before) ?? shortText(before) })),
    ...(call.returns ? { result: { text: resultText(call.returns, call), failed: hasFailed(call) } } : {}),
    faulted: !callsOmitted && index === calls.length - 1 && fault?.at.slot === call.at.slot,
    ...(call.at.line > 0 ? { place: placeView(call.at, source) } : {}),
    changes: call.args.flatMap(changesOf),
    rows: [...call.args.flatMap(({ name, before, after }) => valueRows(name, before, after)), ...resultRows(call)],
  }));
}

/** Whether a call returned NULL or a negative errno; a negative number that is none has no such name. */
export function hasFailed({ returns }: CallRecord): boolean {
  if (returns?.kind === "pointer") return returns.null;
  return returns?.kind === "integer" && (returns.name?.startsWith("-") ?? false);
}

/** A pointer into the stack is named by the argument that led there. */
function resultText(returns: DecodedValue, { args }: CallRecord): string {
  if (returns.kind !== "pointer" || !returns.target.startsWith("stack")) return shortText(returns);
  const passed = args.find(({ before }) => before.kind === "pointer" && before.target === returns.target);
  return passed?.name ?? shortText(returns);
}

function changesOf({ name, before, after }: CallRecord["args"][number]): ValueRow[] {
  const words = objectWords(after);
  if (words === undefined) return valueRows(name, before, after).filter((row) => row.after !== undefined);
  return [{ path: `*${name}`, type: "", before: objectWords(before) ?? notSet, after: words }];
}

/** A result is there only after the call. */
function resultRows({ returns }: CallRecord): ValueRow[] {
  if (returns?.kind !== "pointer" || !returns.pointee) return [];
  return valueRows("returned", returns).map((row) => ({ ...row, before: notSet, after: row.before }));
}
