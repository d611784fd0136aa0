import { counted } from "../words/counted.ts";
import { type CoverageCounts, countCoverage, countFamilies, type KfuncCoverage } from "./coverage.ts";
import { missingParts } from "./missing-parts.ts";

export interface CoverageColumn {
  readonly title: string;
  readonly cell: (counts: CoverageCounts) => string;
}

const ratio = (part: number, whole: number) => (part === whole ? `${whole}` : `${part}/${whole}`);

const range = (least: number, most: number) => (least === most ? `${most}` : `${least}–${most}`);

/** In the order in which a kfunc is documented. A number alone is all of them; 3/5 is three of five. */
export const coverageColumns: readonly CoverageColumn[] = [
  { title: "kfuncs", cell: ({ kfuncs }) => `${kfuncs}` },
  { title: "specs", cell: ({ specs, kfuncs }) => ratio(specs, kfuncs) },
  { title: "params", cell: ({ params_described, params }) => ratio(params_described, params) },
  { title: "returns", cell: ({ returns_described, returns }) => ratio(returns_described, returns) },
  { title: "errors listed", cell: ({ errors_listed, kfuncs }) => ratio(errors_listed, kfuncs) },
  { title: "shown", cell: ({ errors_shown }) => `${errors_shown}` },
  { title: "excused", cell: ({ errors_excused }) => `${errors_excused}` },
  { title: "prose", cell: ({ prose, kfuncs }) => ratio(prose, kfuncs) },
  { title: "words", cell: ({ least_words, most_words }) => range(least_words, most_words) },
  { title: "models", cell: ({ models, kfuncs }) => ratio(models, kfuncs) },
  { title: "examples", cell: ({ examples, kfuncs }) => ratio(examples, kfuncs) },
  { title: "scenarios", cell: ({ scenarios }) => `${scenarios}` },
  { title: "vouched", cell: ({ vouched, kfuncs }) => ratio(vouched, kfuncs) },
  { title: "releases", cell: ({ releases }) => `${releases}` },
  { title: "whole", cell: ({ whole, kfuncs }) => ratio(whole, kfuncs) },
];

/** The table that `kfdoc coverage` prints: a line for each family, and one for all. */
export function printCoverage(kfuncs: readonly KfuncCoverage[]): string {
  const families = [...countFamilies(kfuncs), ["all", countCoverage(kfuncs)] as const];
  return printTable([
    ["family", ...coverageColumns.map(({ title }) => title)],
    ...families.map(([name, counts]) => [name, ...coverageColumns.map(({ cell }) => cell(counts))]),
  ]);
}

/** What each kfunc of some families has, and what it lacks to be documented whole. */
export function printKfuncs(kfuncs: readonly KfuncCoverage[]): string {
  return printTable([
    ["kfunc", ...kfuncColumns.map(({ title }) => title)],
    ...kfuncs.map((kfunc) => [kfunc.name, ...kfuncColumns.map(({ cell }) => cell(kfunc))]),
  ]);
}

const kfuncColumns: readonly { readonly title: string; readonly cell: (kfunc: KfuncCoverage) => string }[] = [
  { title: "params", cell: ({ paramsDescribed, params }) => ratio(paramsDescribed, params) },
  { title: "shown", cell: ({ errorsShown }) => `${errorsShown}` },
  { title: "excused", cell: ({ errorsExcused }) => `${errorsExcused}` },
  { title: "words", cell: ({ words }) => `${words}` },
  { title: "examples", cell: ({ examples }) => `${examples}` },
  { title: "scenarios", cell: ({ scenarios }) => `${scenarios.length}` },
  { title: "releases", cell: ({ releases }) => `${releases.length}` },
  { title: "missing", cell: (kfunc) => missingParts(kfunc).join(", ") || "nothing" },
];

/** Columns of numbers stand to the right, titles too. */
function printTable(rows: readonly (readonly string[])[]): string {
  const columns = (rows[0] ?? []).map((_, index) => ({
    width: Math.max(...rows.map((row) => row[index]?.length ?? 0)),
    isNumeric: rows.slice(1).every((row) => /^\d+([/–]\d+)?$/.test(row[index] ?? "")),
  }));
  const printRow = (row: readonly string[]) =>
    columns.map(({ width, isNumeric }, index) => {
      const cell = row[index] ?? "";
      return isNumeric ? cell.padStart(width) : cell.padEnd(width);
    });
  return rows.map((row) => printRow(row).join("  ").trimEnd()).join("\n");
}

/** The number in the summary of a build. */
export function coverageSummary(kfuncs: readonly KfuncCoverage[]): string {
  const { whole, kfuncs: all } = countCoverage(kfuncs);
  const share = all === 0 ? 0 : (100 * whole) / all;
  return `${whole} of ${counted(all, "kfunc")} documented whole (${share.toFixed(1)} %)`;
}
