import { coverageSummary } from "../../core/coverage/print-coverage.ts";
import { counted } from "../../core/words/counted.ts";
import type { BuildReport } from "../build/build.ts";
import type { EngineCounts, RecordCount } from "../build/count-engines.ts";
import type { CacheCount } from "../cache/store.ts";

const ofCache = ({ hits, misses }: CacheCount, noun: string) => `${hits} of ${hits + misses} ${noun}`;

/** `Linux 7.3.4: 37, 1 changed since`: how many it vouches for, and what is out of date. */
function ofRecord({ version, vouches, changed, missing, newerFacts }: RecordCount): string {
  const late = newerFacts === undefined ? [] : [`its facts are from ${newerFacts}`];
  const counts = [
    [changed, "changed since"],
    [missing, "never run"],
  ].flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`]));
  return [`Linux ${version}: ${vouches}`, ...counts, ...late].join(", ");
}

/** Which engine vouches for how many scenarios, a line each. */
function ofEngines({ emulated, inLinuxAlone, records }: EngineCounts): string[] {
  const alone = inLinuxAlone > 0 ? [`in Linux alone: ${inLinuxAlone}`] : [];
  return [
    `scenarios in the emulator: ${emulated}`,
    ...alone,
    ...records.map((record) => `on record, ${ofRecord(record)}`),
  ];
}

/** The lines that end a build: what there is, how long it took, and what the cache spared. */
export function printSummary({ counts, cache, coverage, rendered }: BuildReport, seconds: number): string {
  const { specs, examples, scenarios, ran } = counts;
  const runs = ran === scenarios ? counted(scenarios, "scenario") : `${ran} of ${counted(scenarios, "scenario")} run`;
  const parts = [counted(specs, "spec"), counted(examples, "example"), runs];
  if (rendered) parts.push(counted(rendered.pages, "page"));
  const spared = [ofCache(cache.objects, "objects"), ofCache(cache.outcomes, "outcomes")];
  if (rendered?.unchanged) spared.push("all pages");
  const documented = coverage ? [coverageSummary(coverage)] : [];
  const whole = `${parts.join(", ")} in ${seconds.toFixed(1)} s; from the cache: ${spared.join(", ")}`;
  return [...[...ofEngines(counts.engines), ...documented].map((line) => `  ${line}`), whole].join("\n");
}
