import { type CoverageCounts, countCoverage, countFamilies, type KfuncCoverage } from "./coverage.ts";

export interface CoverageColumn {
  readonly title: string;
  readonly cell: (counts: CoverageCounts) => string;
}

const ratio = (part: number, whole: number) => (part === whole ? `${whole}` : `${part}/${whole}`);

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
  { title: "examples", cell: ({ examples, kfuncs }) => ratio(examples, kfuncs) },
  { title: "scenarios", cell: ({ scenarios }) => `${scenarios}` },
  { title: "vouched", cell: ({ vouched, kfuncs }) => ratio(vouched, kfuncs) },
  { title: "releases", cell: ({ releases }) => `${releases}` },
  { title: "whole", cell: ({ whole, kfuncs }) => ratio(whole, kfuncs) },
];

/** The table that `kfdoc coverage` prints: a line for each family, and one for all. */
export function printCoverage(kfuncs: readonly KfuncCoverage[]): string {
  const families = [...countFamilies(kfuncs), ["all", countCoverage(kfuncs)] as const];
  const rows = [
    ["family", ...coverageColumns.map(({ title }) => title)],
    ...families.map(([name, counts]) => [name, ...coverageColumns.map(({ cell }) => cell(counts))]),
  ];
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, index) => pad(cell, widths[index] ?? 0, index))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const pad = (cell: string, width: number, column: number) => (column === 0 ? cell.padEnd(width) : cell.padStart(width));

/** The number in the summary of a build. */
export function coverageSummary(kfuncs: readonly KfuncCoverage[]): string {
  const { whole, kfuncs: all } = countCoverage(kfuncs);
  const share = all === 0 ? 0 : (100 * whole) / all;
  return `${whole} of ${all} kfuncs documented whole (${share.toFixed(1)} %)`;
}
