import { counted } from "../../core/words/counted.ts";
import { differingByNature } from "./observation.ts";
import type { KernelSummary, Standing } from "./verify-kernel.ts";

/** The rows of a kernel's table, in order. */
const rows: readonly (readonly [Standing, string])[] = [
  ["agrees", "ran, and agree"],
  ["rejected", "rejected as expected"],
  ["alone", "ran in Linux alone, as expected"],
  ["not-run", "not run"],
  ["differs", "differ"],
  ["failed", "failed"],
];

const withReason: readonly Standing[] = ["not-run", "failed"];

/** Scenarios without a comparison, by the reason; many share one. */
function reasons({ standings }: KernelSummary): string[] {
  const byReason = new Map<string, string[]>();
  for (const { key, standing, reason = "" } of standings) {
    if (withReason.includes(standing)) byReason.set(reason, [...(byReason.get(reason) ?? []), key]);
  }
  return [...byReason].flatMap(([reason, keys]) => [`  ${reason}:`, ...keys.map((key) => `    ${key}`)]);
}

function unseen({ standings }: KernelSummary): string[] {
  const count = standings.filter(({ callsUnseen }) => callsUnseen).length;
  return count > 0 ? [`  Of ${counted(count, "run")} the kfunc calls could not be seen; the rest was compared.`] : [];
}

/** How many scenarios ended how on one kernel, and why some did not run. */
export function printKernelReport(report: KernelSummary): string {
  const { name, kernel, standings, seconds } = report;
  const from = kernel.package ? ` (${kernel.package.name} ${kernel.package.version})` : "";
  const counts = rows.map(([standing, words]) => {
    const count = standings.filter((each) => each.standing === standing).length;
    return `${String(count).padStart(6)}  ${words}`;
  });
  return [
    `${name}${from}: ${counted(standings.length, "scenario")} in ${seconds.toFixed(1)} s`,
    ...counts,
    ...unseen(report),
    ...reasons(report),
  ].join("\n");
}

/** What is not compared as it is, and why. */
export function printDifferingByNature(): string {
  const lines = differingByNature.map(({ value, compared, because }) => `  ${value}: ${compared}; ${because}`);
  return ["Compared otherwise, because they differ by nature:", ...lines].join("\n");
}
