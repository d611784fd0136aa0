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
  readonly programTypes: readonly NamedLink[];
}

export function kfuncRow({ name, spec }: KfuncModel): KfuncRow {
  return {
    name,
    href: pagePath("kfunc", name),
    summary: spec.summary,
    since: spec.since.version,
    flags: spec.flags.map((flag) => ({ name: flag, href: pagePath("flag", flag) })),
    programTypes: spec.program_types.map((type) => ({ name: type, href: pagePath("program-type", type) })),
  };
}

/** Rows in groups of one subsystem, both by name. */
export function kfuncsBySubsystem(kfuncs: readonly KfuncModel[]): { subsystem: string; rows: KfuncRow[] }[] {
  const subsystems = [...new Set(kfuncs.map(({ subsystem }) => subsystem))].sort();
  return subsystems.map((subsystem) => ({
    subsystem,
    rows: kfuncs.filter((kfunc) => kfunc.subsystem === subsystem).map(kfuncRow).sort(byName),
  }));
}

export const byName = (left: { name: string }, right: { name: string }): number => (left.name < right.name ? -1 : 1);
