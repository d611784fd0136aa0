import { countCoverage, countFamilies } from "../../core/coverage/coverage.ts";
import { coverageColumns, coverageSummary } from "../../core/coverage/print-coverage.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import { sitePath } from "../paths.ts";
import { byTitle } from "./article-view.ts";
import { familyId, familyTitle } from "./families.ts";

export interface CoverageRow {
  readonly title: string;
  /** Of its kfuncs; absent where the site has none of them. */
  readonly href?: string;
  readonly cells: readonly string[];
}

export interface CoverageView {
  readonly summary: string;
  /** With the letters of its longest cell, so that a column is as wide before that one has arrived. */
  readonly columns: readonly { readonly title: string; readonly longest: number }[];
  readonly rows: readonly CoverageRow[];
  /** All families together. */
  readonly total: readonly string[];
}

/** How much of the kernel's kfuncs is documented, by family. */
export function coverageView(model: SiteModel): CoverageView {
  const { coverage, kfuncs } = model;
  const all = countCoverage(coverage);
  const families = [...countFamilies(coverage)];
  const shown = new Set(kfuncs.map(({ subsystem }) => subsystem));
  return {
    summary: `${coverageSummary(coverage)}.`,
    columns: coverageColumns.map(({ title, cell }) => ({
      title,
      longest: Math.max(...[all, ...families.map(([, counts]) => counts)].map((counts) => cell(counts).length)),
    })),
    rows: families
      .map(([family, counts]) => ({
        title: familyTitle(model, family),
        ...(shown.has(family) && { href: `${sitePath("kfuncs/")}#${familyId(family)}` }),
        cells: coverageColumns.map(({ cell }) => cell(counts)),
      }))
      .sort((left, right) => byTitle(left.title, right.title)),
    total: coverageColumns.map(({ cell }) => cell(all)),
  };
}
