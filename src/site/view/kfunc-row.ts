import type { Since } from "../../core/facts/since.ts";
import { releaseAfter } from "../../core/spec/versions.ts";
import type { KfuncModel } from "../../node/build/site-model.ts";
import { pagePath } from "../paths.ts";

export interface NamedLink {
  readonly name: string;
  readonly href: string;
}

/** A kfunc as one row of a table. */
export interface KfuncRow extends NamedLink {
  /** Absent where nobody has written it yet. */
  readonly summary?: string;
  /** The release, or the bounds within which it came. */
  readonly since: string;
  readonly flags: readonly NamedLink[];
  readonly programTypes: ShortList;
}

/** The first few of a list, and where the whole of a long one stands. */
export interface ShortList {
  readonly shown: readonly NamedLink[];
  readonly all?: { readonly words: string; readonly href: string };
}

const longestShortList = 3;

/** A list of up to three in full; a longer one as its number and a link to the kfunc's page. */
export function shortList(names: readonly NamedLink[], noun: string, href: string): ShortList {
  if (names.length <= longestShortList) return { shown: names };
  return { shown: [], all: { words: `${names.length} ${noun}`, href } };
}

/** The program types of a kfunc, each with its page. */
export const programTypeLinks = ({ programTypes }: KfuncModel): NamedLink[] =>
  programTypes.map((type) => ({ name: type, href: pagePath("program-type", type) }));

export function kfuncRow(kfunc: KfuncModel): KfuncRow {
  const { name, spec, since, flags } = kfunc;
  const href = pagePath("kfunc", name);
  return {
    name,
    href,
    ...(spec.summary !== undefined && { summary: spec.summary }),
    since: since.version ?? boundsOf(since),
    flags: flags.map((flag) => ({ name: flag, href: pagePath("flag", flag) })),
    programTypes: shortList(programTypeLinks(kfunc), "program types", `${href}#program-types`),
  };
}

/** `6.13–6.16` for one that came after 6.12 and is in 6.16, `≤ 6.1` for one that the oldest kernel has. */
function boundsOf({ after, measured }: Since): string {
  if (measured === undefined) return "";
  return after === undefined ? `≤ ${measured}` : `${releaseAfter(after)}–${measured}`;
}

/** Rows in groups of one subsystem, both by name. */
export function kfuncsBySubsystem(kfuncs: readonly KfuncModel[]): { subsystem: string; rows: KfuncRow[] }[] {
  const subsystems = [...new Set(kfuncs.map(({ subsystem }) => subsystem))].sort();
  return subsystems.map((subsystem) => ({
    subsystem,
    rows: kfuncs
      .filter((kfunc) => kfunc.subsystem === subsystem)
      .map(kfuncRow)
      .sort(byName),
  }));
}

export const byName = (left: { name: string }, right: { name: string }): number => (left.name < right.name ? -1 : 1);
