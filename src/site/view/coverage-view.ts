import { countCoverage, countFamilies } from "../../core/coverage/coverage.ts";
import { coverageColumns, coverageSummary } from "../../core/coverage/print-coverage.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import { sitePath } from "../paths.ts";
import { familyId } from "./kfunc-row.ts";

export interface CoverageRow {
  readonly family: string;
  /** Of its kfuncs; absent where the site has none of them. */
  readonly href?: string;
  readonly cells: readonly string[];
}

export interface CoverageView {
  readonly summary: string;
  readonly columns: readonly string[];
  readonly rows: readonly CoverageRow[];
  /** All families together. */
  readonly total: readonly string[];
}

/** How much of the kernel's kfuncs is documented, by family. */
export function coverageView({ coverage, kfuncs }: SiteModel): CoverageView {
  const all = countCoverage(coverage);
  const shown = new Set(kfuncs.map(({ subsystem }) => subsystem));
  return {
    summary: `${coverageSummary(coverage)}.`,
    columns: coverageColumns.map(({ title }) => title),
    rows: [...countFamilies(coverage)].map(([family, counts]) => ({
      family,
      ...(shown.has(family) && { href: `${sitePath("kfuncs/")}#${familyId(family)}` }),
      cells: coverageColumns.map(({ cell }) => cell(counts)),
    })),
    total: coverageColumns.map(({ cell }) => cell(all)),
  };
}
