import { isBuiltWithout } from "./built-without.ts";
import { compareFlags, type FlagChange } from "./flags.ts";
import type { KfuncFact } from "./kfuncs-file.ts";
import { comparePrototypes, type Prototype, type PrototypeDifference, prototypeOf } from "./prototype.ts";
import type { ReleaseFacts } from "./release-facts.ts";
import { successorOf } from "./renames.ts";

/** A release in which something shows, and the imported one before it: it happened after that, or in this one. */
export interface Moment {
  readonly release: string;
  /** Absent where no older release was imported. */
  readonly after?: string;
}

/** Neighbouring imported releases in which a kfunc had one prototype. */
export interface PrototypeSpan {
  /** The oldest of them, and the newest. */
  readonly since: string;
  readonly until: string;
  readonly prototype: Prototype;
}

export type KfuncChange = Required<Moment> &
  (
    | { readonly kind: "added" | "removed" }
    | {
        readonly kind: "prototype";
        readonly difference: PrototypeDifference;
        readonly from: Prototype;
        readonly to: Prototype;
      }
    | ({ readonly kind: "flags" } & FlagChange)
    | { readonly kind: "module"; readonly from: string; readonly to: string }
  );

/** What the imported releases tell of one kfunc together. */
export interface KfuncHistory {
  readonly name: string;
  /** Those that have it, the newest first; at least one. */
  readonly releases: readonly string[];
  /** Those that lack it because their kernel was built without the option it needs, and that say nothing else of it. */
  readonly unbuilt: readonly string[];
  /** Those that lack it, the newest first. */
  readonly lacking: readonly string[];
  /** The oldest release that has it. */
  readonly first: Moment;
  /** The oldest release that no longer has it, where the newest one does not. */
  readonly removed?: Required<Moment>;
  /** The newest first. */
  readonly prototypes: readonly PrototypeSpan[];
  /** The newest first; that the oldest imported release has it is none. */
  readonly changes: readonly KfuncChange[];
  /** The kfunc that it took the place of, and the one that took its place. */
  readonly predecessor?: string;
  readonly successor?: string;
}

interface Step {
  readonly release: string;
  readonly fact: KfuncFact | undefined;
}

/** What changed from one imported release to the next. */
function changesBetween(older: Step, newer: Step): KfuncChange[] {
  const moment = { release: newer.release, after: older.release };
  if (!older.fact || !newer.fact) {
    if (older.fact === newer.fact) return [];
    return [{ ...moment, kind: newer.fact ? "added" : "removed" }];
  }
  const [from, to] = [prototypeOf(older.fact), prototypeOf(newer.fact)];
  const difference = comparePrototypes(from, to);
  const flags = compareFlags({ ...older, fact: older.fact }, { ...newer, fact: newer.fact });
  const isMoved = older.fact.module !== newer.fact.module;
  return [
    ...(difference ? [{ ...moment, kind: "prototype" as const, difference, from, to }] : []),
    ...(flags ? [{ ...moment, kind: "flags" as const, ...flags }] : []),
    ...(isMoved ? [{ ...moment, kind: "module" as const, from: older.fact.module, to: newer.fact.module }] : []),
  ];
}

/** Spans of one prototype, the newest first; one that went and came back begins a new span. */
function spansOf(steps: readonly Step[]): PrototypeSpan[] {
  const spans: PrototypeSpan[] = [];
  let isOpen = false;
  for (const { release, fact } of steps) {
    const last = spans.at(-1);
    if (fact) {
      const prototype = prototypeOf(fact);
      if (isOpen && last && !comparePrototypes(last.prototype, prototype)) {
        spans[spans.length - 1] = { since: release, until: last.until, prototype: last.prototype };
      } else {
        spans.push({ since: release, until: release, prototype });
      }
    }
    isOpen = fact !== undefined;
  }
  return spans;
}

function historyOf(name: string, releases: readonly ReleaseFacts[], names: ReadonlySet<string>): KfuncHistory {
  const all = releases.map(({ release, kfuncs }) => ({ release, fact: kfuncs.get(name) }));
  const steps = all.filter(({ release, fact }) => fact !== undefined || !isBuiltWithout(release, name));
  const namesOf = (some: readonly Step[]) => some.map(({ release }) => release);
  const having = steps.flatMap(({ release, fact }, index) => (fact ? [{ release, index }] : []));
  const oldest = having.at(-1);
  const newest = having[0];
  const before = oldest && steps[oldest.index + 1]?.release;
  const changes = steps.flatMap((newer, index) => {
    const older = steps[index + 1];
    return older ? changesBetween(older, newer) : [];
  });
  const successor = successorOf(name, names);
  const removed = newest && newest.index > 0 ? steps[newest.index - 1]?.release : undefined;
  return {
    name,
    releases: having.map(({ release }) => release),
    unbuilt: namesOf(all.filter((step) => !steps.includes(step))),
    lacking: namesOf(steps.filter(({ fact }) => fact === undefined)),
    first: { release: oldest?.release ?? "", ...(before !== undefined && { after: before }) },
    ...(removed !== undefined && newest && { removed: { release: removed, after: newest.release } }),
    prototypes: spansOf(steps),
    changes,
    ...(successor !== undefined && { successor }),
  };
}

/** The history of every kfunc that one of the releases has, by name. Releases are given the newest first. */
export function kfuncHistories(releases: readonly ReleaseFacts[]): ReadonlyMap<string, KfuncHistory> {
  const names = new Set(releases.flatMap(({ kfuncs }) => [...kfuncs.keys()]).sort());
  const histories = [...names].map((name) => historyOf(name, releases, names));
  const predecessors = new Map(
    histories.flatMap(({ name, successor }) => (successor === undefined ? [] : [[successor, name] as const])),
  );
  return new Map(
    histories.map((history) => {
      const predecessor = predecessors.get(history.name);
      return [history.name, { ...history, ...(predecessor !== undefined && { predecessor }) }] as const;
    }),
  );
}
