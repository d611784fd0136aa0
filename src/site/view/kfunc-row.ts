import type { Since } from "../../core/facts/since.ts";
import { releaseAfter } from "../../core/spec/versions.ts";
import type { KfuncModel, SiteModel } from "../../node/build/site-model.ts";
import { pagePath } from "../paths.ts";
import { byFamily, familyId } from "./families.ts";
import { programTypeName } from "./program-type-names.ts";

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
  /** The newest release that has it, where that is not the newest of all. */
  readonly until?: string;
  readonly flags: readonly NamedLink[];
  readonly programTypes: ShortList;
  /** Whether an author has described it; else its page shows what kernels say. */
  readonly isDescribed: boolean;
  /** What a filter asks: names apart by spaces. */
  readonly data: {
    readonly family: string;
    readonly flags: string;
    readonly types: string;
    readonly module: string;
    readonly returns: ReturnKind;
    /** `NULL` and errno values. */
    readonly errors: string;
    readonly example: "yes" | "no";
  };
}

/** What a kfunc returns, as coarsely as one looks for it. */
export const returnKinds = ["pointer", "number", "truth", "nothing"] as const;
export type ReturnKind = (typeof returnKinds)[number];

function returnKind(type: string): ReturnKind {
  if (type.includes("*")) return "pointer";
  if (type === "void") return "nothing";
  return type === "bool" ? "truth" : "number";
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

/** The program types of a kfunc without their common prefix, each with its page. */
const programTypeLinks = ({ programTypes }: KfuncModel): NamedLink[] =>
  programTypes.map(programTypeName).map(({ short, href }) => ({ name: short, href }));

export function kfuncRow(kfunc: KfuncModel): KfuncRow {
  const {
    name,
    spec,
    since,
    flags,
    history,
    subsystem,
    module,
    programTypes,
    prototype,
    errors = [],
    examples,
  } = kfunc;
  const href = pagePath("kfunc", name);
  return {
    name,
    href,
    ...(spec.summary !== undefined && { summary: spec.summary }),
    since: since.version ?? boundsOf(since),
    ...(history?.removed && { until: history.removed.after }),
    flags: flags.map((flag) => ({ name: flag, href: pagePath("flag", flag) })),
    isDescribed: spec.summary !== undefined,
    programTypes: shortList(programTypeLinks(kfunc), "program types", `${href}#availability`),
    data: {
      family: subsystem,
      flags: flags.join(" "),
      types: programTypes.map((type) => programTypeName(type).short).join(" "),
      module,
      returns: returnKind(prototype.returns),
      errors: [...new Set(errors.map(({ value }) => value))].join(" "),
      example: examples.length > 0 ? "yes" : "no",
    },
  };
}

/** `6.13 – 6.16` for one that came after 6.12 and is in 6.16, `≤ 6.1` for one that the oldest kernel has. */
function boundsOf({ after, measured }: Since): string {
  if (measured === undefined) return "";
  return after === undefined ? `≤ ${measured}` : `${releaseAfter(after)} – ${measured}`;
}

/** Kfuncs of one family: the folder that their specs stand in. */
export interface FamilyRows {
  readonly family: string;
  readonly title: string;
  readonly id: string;
  readonly rows: readonly KfuncRow[];
}

/** Rows in groups of one family, by its title, then by name. */
export const rowsByFamily = (model: SiteModel, kfuncs: readonly KfuncModel[]): FamilyRows[] =>
  byFamily(model, kfuncs, ({ subsystem }) => subsystem).map(({ family, title, members }) => ({
    family,
    title,
    id: familyId(family),
    rows: members.map(kfuncRow).sort(byName),
  }));

export const byName = (left: { name: string }, right: { name: string }): number => (left.name < right.name ? -1 : 1);
