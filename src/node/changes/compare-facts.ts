import { programTypesOf } from "../../core/facts/availability.ts";
import { type KfuncChange, kfuncHistories } from "../../core/facts/kfunc-history.ts";
import { printPrototype } from "../../core/facts/prototype.ts";
import type { ReleaseFacts } from "../../core/facts/release-facts.ts";

/** A kfunc that a kernel has otherwise than the one before. */
export interface FactChange {
  readonly kfunc: string;
  /** In words and code of Markdown. */
  readonly line: string;
}

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

/** What is said before the names that are new, and before those that are gone. */
interface Gain {
  readonly gained: string;
  readonly lost: string;
}

const flags: Gain = { gained: "got the flags", lost: "lost the flags" };
const programTypes: Gain = { gained: "can now be called by", lost: "can no longer be called by" };

function gainedAndLost(what: Gain, before: readonly string[], after: readonly string[]): string[] {
  const gained = after.filter((name) => !before.includes(name));
  const lost = before.filter((name) => !after.includes(name));
  return [
    ...(gained.length > 0 ? [`${what.gained} ${listed(gained)}`] : []),
    ...(lost.length > 0 ? [`${what.lost} ${listed(lost)}`] : []),
  ];
}

function linesOf(kfunc: string, change: KfuncChange): string[] {
  switch (change.kind) {
    case "added":
      return ["is new"];
    case "removed":
      return ["was removed"];
    case "module":
      return [`moved from the module \`${change.from}\` to \`${change.to}\``];
    case "flags":
      return [
        ...gainedAndLost(flags, change.removed, change.added),
        ...(change.trusted ? ["now takes only trusted pointers, which are not NULL"] : []),
      ];
    case "prototype":
      return [
        `has another prototype: \`${printPrototype(kfunc, change.to)}\` in place of \`${printPrototype(kfunc, change.from)}\``,
      ];
  }
}

const typesIn = ({ availability }: ReleaseFacts, kfunc: string): string[] | undefined =>
  availability && programTypesOf(availability, kfunc)?.map(({ programType }) => programType);

/** What differs between the facts of two kernels: kfuncs, prototypes, flags, modules, and who may call what. */
export function compareFacts(before: ReleaseFacts, after: ReleaseFacts): FactChange[] {
  const histories = kfuncHistories([after, before]);
  return [...histories].flatMap(([kfunc, { changes }]) => {
    const lines = changes.flatMap((change) => linesOf(kfunc, change));
    const [older, newer] = [typesIn(before, kfunc), typesIn(after, kfunc)];
    const types = older && newer ? gainedAndLost(programTypes, older, newer) : [];
    return [...lines, ...types].map((line) => ({ kfunc, line }));
  });
}
