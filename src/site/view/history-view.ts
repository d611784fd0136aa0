import type { KfuncChange } from "../../core/facts/kfunc-history.ts";
import type { Since } from "../../core/facts/since.ts";
import type { KfuncModel } from "../../node/build/site-model.ts";

/** Since when a kfunc is there, in words that go on after its name. */
export function sinceWords({ version, after, measured }: Since): string {
  if (version !== undefined) return `since Linux ${version}`;
  if (measured === undefined) return "";
  return after === undefined
    ? `in Linux ${measured} already`
    : `since a release after Linux ${after}, up to ${measured}`;
}

/** Whether it is still there; undefined where the newest kernel has it. */
export function absenceWords({ history, spec }: Pick<KfuncModel, "history" | "spec">): string | undefined {
  if (history?.removed) return `no longer in Linux ${history.removed.release}`;
  if (!history)
    return spec.not_built
      ? `in no kernel that was looked at: ${spec.not_built.why}`
      : "in no kernel that was looked at";
  return undefined;
}

const list = (names: readonly string[]) => names.join(", ");

function describe(change: KfuncChange): string {
  switch (change.kind) {
    case "added":
      return "It is there.";
    case "removed":
      return "It is gone.";
    case "module":
      return `It moved from ${change.from} to ${change.to}.`;
    case "flags": {
      const words = [
        ...(change.added.length > 0 ? [`It is now ${list(change.added)}.`] : []),
        ...(change.removed.length > 0 ? [`It is no longer ${list(change.removed)}.`] : []),
        ...(change.trusted ? ["Its pointers must be trusted and not NULL, as those of every kfunc from here on."] : []),
      ];
      return words.join(" ");
    }
    case "prototype": {
      const { returns, types } = change.difference;
      if (returns && types) return "Its return type and its parameters changed.";
      if (returns) return "Its return type changed.";
      return types ? "Its parameters changed." : "A parameter was renamed.";
    }
  }
}

export interface HistoryEntry {
  readonly release: string;
  /** The release before, where the change may have come between the two. */
  readonly after: string;
  readonly text: string;
}

/** What changed from one imported release to the next, the newest first. */
export function historyEntries({ history }: Pick<KfuncModel, "history">): HistoryEntry[] {
  return (history?.changes ?? []).map((change) => ({
    release: change.release,
    after: change.after,
    text: describe(change),
  }));
}
