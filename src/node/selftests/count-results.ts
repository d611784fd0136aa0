import { type Ending, endings, type FileResult, type ProgramResult, type SelftestKind } from "./selftest-result.ts";

export const kinds: readonly SelftestKind[] = ["retval", "success", "failure"];

/** How many tests of a kind ended how; those that are not meant for this run are left out of `all`. */
export interface KindCount {
  readonly all: number;
  readonly by: ReadonlyMap<Ending, number>;
}

export function countKind(programs: readonly ProgramResult[], kind: SelftestKind): KindCount {
  const own = programs.filter((each) => each.kind === kind);
  const by = new Map(endings.map((ending) => [ending, own.filter((each) => each.ending === ending).length]));
  return { all: own.length - (by.get("not for this run") ?? 0), by };
}

export interface ReasonCount {
  readonly kind: SelftestKind;
  readonly ending: Ending;
  readonly reason: string;
  readonly count: number;
}

/** Why tests did not end as in Linux, the most frequent reason first. */
export function countReasons(programs: readonly ProgramResult[]): ReasonCount[] {
  const counts = new Map<string, ReasonCount>();
  for (const { kind, ending, reason } of programs) {
    if (ending === "agrees") continue;
    const key = `${kind} ${ending} ${reason}`;
    counts.set(key, { kind, ending, reason, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((left, right) => right.count - left.count);
}

/** A run that is a bug whatever the emulator models: an exception, or no end. */
export const isBroken = ({ broken, programs }: FileResult): boolean =>
  broken !== undefined || programs.some(({ ending }) => ending === "broken");
