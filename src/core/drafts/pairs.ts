import { flagsOf } from "../facts/flags.ts";
import type { KfuncFact } from "../facts/kfuncs-file.ts";
import type { ReleaseFacts } from "../facts/release-facts.ts";
import { structOf } from "./arguments/maker.ts";
import type { Workbench } from "./arguments/workbench.ts";

const takes = ({ params }: KfuncFact, struct: string) => params.some(({ type }) => structOf(type) === struct);

/** Kfuncs that give a reference to a struct, those with the fewest parameters first, and such as need none to give one. */
function allAcquirers({ kfuncs }: ReleaseFacts, struct: string): [string, KfuncFact][] {
  return [...kfuncs]
    .filter(([, fact]) => flagsOf(fact).includes("KF_ACQUIRE") && structOf(fact.returns) === struct)
    .sort(([, left], [, right]) => left.params.length - right.params.length);
}

function allReleasers({ kfuncs }: ReleaseFacts, struct: string): string[] {
  return [...kfuncs].flatMap(([name, fact]) => {
    const isOne = flagsOf(fact).includes("KF_RELEASE") && fact.params.length === 1 && takes(fact, struct);
    return isOne && !name.endsWith("_dtor") ? [name] : [];
  });
}

/** Those that programs on a workbench may call, but for the one that is drafted. */
export function acquirersOf(bench: Workbench, struct: string, drafted: string): [string, KfuncFact][] {
  return allAcquirers(bench.kernel.facts, struct).filter(
    ([name, fact]) => name !== drafted && bench.canCall(name) && !takes(fact, struct),
  );
}

export const releaserOf = (bench: Workbench, struct: string): string | undefined =>
  allReleasers(bench.kernel.facts, struct).find((name) => bench.canCall(name));

/** The other half of a reference, where the types and flags of a release leave only one. */
export function counterpartOf(facts: ReleaseFacts, name: string): string | undefined {
  const fact = facts.kfuncs.get(name);
  if (!fact) return undefined;
  const flags = flagsOf(fact);
  const given = structOf(fact.returns);
  const taken = structOf(fact.params[0]?.type ?? "");
  const found =
    flags.includes("KF_ACQUIRE") && given !== undefined
      ? allReleasers(facts, given)
      : flags.includes("KF_RELEASE") && taken !== undefined
        ? allAcquirers(facts, taken).map(([acquirer]) => acquirer)
        : [];
  return nearestOf(name, found);
}

/** The one that shares the longest beginning with a name. */
function nearestOf(name: string, others: readonly string[]): string | undefined {
  const shared = (other: string) => {
    const differs = [...other].findIndex((letter, index) => letter !== name[index]);
    return differs < 0 ? other.length : differs;
  };
  return [...others].sort((left, right) => shared(right) - shared(left))[0];
}
