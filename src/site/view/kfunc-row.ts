import type { KfuncModel } from "../../node/build/site-model.ts";
import { pagePath } from "../paths.ts";

export interface NamedLink {
  readonly name: string;
  readonly href: string;
}

/** A kfunc as one row of a table. */
export interface KfuncRow extends NamedLink {
  readonly summary: string;
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
export const programTypeLinks = ({ spec }: KfuncModel): NamedLink[] =>
  spec.program_types.map((type) => ({ name: type, href: pagePath("program-type", type) }));

export function kfuncRow(kfunc: KfuncModel): KfuncRow {
  const { name, spec } = kfunc;
  const href = pagePath("kfunc", name);
  return {
    name,
    href,
    summary: spec.summary,
    since: spec.since.version,
    flags: spec.flags.map((flag) => ({ name: flag, href: pagePath("flag", flag) })),
    programTypes: shortList(programTypeLinks(kfunc), "program types", `${href}#program-types`),
  };
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
