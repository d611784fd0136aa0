import type { FlagChange } from "../../core/facts/flags.ts";
import type { KfuncChange } from "../../core/facts/kfunc-history.ts";
import { type PrototypeDifference, printPrototype } from "../../core/facts/prototype.ts";
import type { Since } from "../../core/facts/since.ts";
import type { KfuncModel, SiteModel } from "../../node/build/site-model.ts";
import { pagePath } from "../paths.ts";
import { code, listed, type Phrase, plain } from "./phrase.ts";
import { type ProgramTypeChange, programTypeChanges } from "./program-type-changes.ts";
import { momentWords } from "./release-words.ts";

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
  if (history) return undefined;
  return spec.not_built ? `in no kernel that was looked at: ${spec.not_built.why}` : "in no kernel that was looked at";
}

/** One thing that changed: a sentence, and the prototypes before and after where it is about them. */
export interface ChangeView {
  readonly words: readonly Phrase[];
  readonly from?: string;
  readonly to?: string;
}

export interface HistoryEntry {
  readonly release: string;
  /** Absent where the release is not imported. */
  readonly href?: string;
  /** "7.0", or the bounds within which it happened. */
  readonly when: string;
  readonly changes: readonly ChangeView[];
}

const flagLinks = (flags: readonly string[]) => listed(flags.map((flag) => code(flag, pagePath("flag", flag))));

const sentence = (before: string, names: readonly Phrase[], after = "."): ChangeView => ({
  words: [plain(before), ...names, plain(after)],
});

export function flagChangeViews({ added, removed, trusted }: FlagChange): ChangeView[] {
  return [
    ...(added.length > 0 ? [sentence("Registered with ", flagLinks(added), " from here on.")] : []),
    ...(removed.length > 0 ? [sentence("No longer registered with ", flagLinks(removed))] : []),
    ...(trusted
      ? [sentence("Its pointers must be trusted and not NULL: from 7.0 on that is the rule, without a flag.", [], "")]
      : []),
  ];
}

function prototypeWords({ returns, types }: PrototypeDifference): string {
  if (returns && types) return "Its return type and its parameters changed.";
  if (returns) return "Its return type changed.";
  return types ? "Its parameters changed." : "A parameter got another name.";
}

/** A change in sentences; that the kfunc came or went is told by the page around it. */
export function changeViews(name: string, change: KfuncChange): ChangeView[] {
  switch (change.kind) {
    case "added":
      return [sentence("Came into the kernel.", [], "")];
    case "removed":
      return [sentence("Removed.", [], "")];
    case "module":
      return [{ words: [plain("Moved from "), code(change.from), plain(" to "), code(change.to), plain(".")] }];
    case "flags":
      return flagChangeViews(change);
    case "prototype":
      return [
        {
          words: [plain(prototypeWords(change.difference))],
          from: `${printPrototype(name, change.from)};`,
          to: `${printPrototype(name, change.to)};`,
        },
      ];
  }
}

function typeChangeViews({ gained, lost }: ProgramTypeChange): ChangeView[] {
  const links = (types: ProgramTypeChange["gained"]) => listed(types.map(({ short, href }) => code(short, href)));
  return [
    ...(gained.length > 0 ? [sentence("May now be called from programs of type ", links(gained))] : []),
    ...(lost.length > 0 ? [sentence("May no longer be called from programs of type ", links(lost))] : []),
  ];
}

/** What changed from one imported release to the next, the newest first, and last when it came. */
export function historyEntries(model: SiteModel, kfunc: KfuncModel): HistoryEntry[] {
  const { name, history, since } = kfunc;
  const changes = [
    ...(history?.changes ?? []).map(({ release, after, ...change }) => ({
      release,
      after,
      views: changeViews(name, { release, after, ...change } as KfuncChange),
    })),
    ...programTypeChanges(model, kfunc).map((change) => ({ ...change, views: typeChangeViews(change) })),
  ];
  const entries = model.kernels.flatMap(({ release }) => {
    const own = changes.filter((change) => change.release === release);
    const [first] = own;
    if (!first) return [];
    const isFirst = release === history?.first.release;
    const when = isFirst && since.version !== undefined ? since.version : momentWords(release, first.after);
    return [{ release, href: pagePath("release", release), when, changes: own.flatMap(({ views }) => views) }];
  });
  return [...entries, ...oldest(kfunc)];
}

/** A kfunc that the oldest imported release has came in that one or before. */
function oldest({ history, since }: KfuncModel): HistoryEntry[] {
  if (!history || history.first.after !== undefined) return [];
  const { release } = history.first;
  if (since.version === undefined) {
    return [
      { release, href: pagePath("release", release), when: release, changes: [sentence("There already.", [], "")] },
    ];
  }
  return [{ release: since.version, when: since.version, changes: [sentence("Came into the kernel.", [], "")] }];
}
