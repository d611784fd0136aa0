import { type ErrnoName, errnoValues } from "../../core/uapi/errno.ts";
import { errnoMeanings } from "../../core/uapi/errno-meanings.ts";
import { counted } from "../../core/words/counted.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import type { PageHeading } from "../markdown/headings.ts";
import { pagePath } from "../paths.ts";
import { byFamily } from "./families.ts";
import { byName, type NamedLink } from "./kfunc-row.ts";
import { type ErrorView, errorView } from "./kfunc-view.ts";
import { siteNames } from "./site-names.ts";

/** A kfunc, and each of its ways to give one error value. */
export interface ErrnoRow extends NamedLink {
  /** Of the first of them on the kfunc's page. */
  readonly anchor: string;
  readonly errors: readonly ErrorView[];
}

export interface ErrnoFamily {
  readonly title: string;
  readonly id: string;
  readonly rows: readonly ErrnoRow[];
}

export interface ErrnoView {
  /** `ENONET`, or `NULL`. */
  readonly value: string;
  readonly href: string;
  /** `-64`; absent for NULL. */
  readonly number?: string;
  readonly summary: string;
  /** "11 kfuncs, 16 cases" */
  readonly count: string;
  readonly families: readonly ErrnoFamily[];
  readonly headings: readonly PageHeading[];
}

/** Their page shows no example in full, so each scenario is linked on its own page. */
const noExamples = { full: [], mentioned: [] };

function rowsOf(model: SiteModel, value: string): (ErrnoRow & { readonly family: string })[] {
  return model.kfuncs.flatMap((kfunc) => {
    const errors = (kfunc.errors ?? []).filter((error) => error.value === value);
    if (errors.length === 0) return [];
    const views = errors.map((error) => errorView(error, kfunc, siteNames(model), noExamples));
    const href = pagePath("kfunc", kfunc.name);
    return [{ name: kfunc.name, href, anchor: `${href}#${views[0]?.id}`, errors: views, family: kfunc.subsystem }];
  });
}

const numberOf = (value: string): number | undefined => errnoValues[value as keyof typeof errnoValues];

const casesOf = (rows: readonly ErrnoRow[]): number => rows.reduce((sum, { errors }) => sum + errors.length, 0);

function countWords(rows: readonly ErrnoRow[]): string {
  const kfuncs = counted(rows.length, "kfunc");
  return casesOf(rows) > rows.length ? `${kfuncs}, ${counted(casesOf(rows), "case")}` : kfuncs;
}

function summaryOf(value: string, rows: readonly ErrnoRow[]): string {
  const number = numberOf(value);
  const who = `${counted(rows.length, "kfunc")} give${rows.length === 1 ? "s" : ""} it`;
  const ways = casesOf(rows);
  const cases = ways > rows.length ? `, in ${ways} cases` : "";
  if (number === undefined) return `Of the kfuncs that return a pointer, ${who}${cases}.`;
  const meaning = errnoMeanings[value as ErrnoName];
  const general = meaning === undefined ? "" : `In general: ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)} `;
  return `${general}Error number ${number}, which comes out as -${number}: ${who}${cases}.`;
}

/** What each kfunc means by an error value, and the run that shows it. */
export function errnoView(model: SiteModel, value: string): ErrnoView {
  const rows = rowsOf(model, value);
  const families = byFamily(model, rows, ({ family }) => family).map(({ family, title, members }) => ({
    title,
    id: `errors-${family}`,
    rows: members.toSorted(byName),
  }));
  const number = numberOf(value);
  return {
    value,
    href: pagePath("errno", value),
    ...(number !== undefined && { number: `-${number}` }),
    summary: summaryOf(value, rows),
    count: countWords(rows),
    families,
    headings: families.map(({ id, title }) => ({ depth: 2, slug: id, text: title })),
  };
}

/** `NULL` first, then by number. */
export function errnoViews(model: SiteModel): ErrnoView[] {
  const values = new Set(model.kfuncs.flatMap(({ errors = [] }) => errors.map(({ value }) => value)));
  const order = (value: string) => numberOf(value) ?? 0;
  return [...values].sort((left, right) => order(left) - order(right)).map((value) => errnoView(model, value));
}
