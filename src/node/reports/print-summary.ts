import type { BuildReport } from "../build/build.ts";
import type { CacheCount } from "../cache/store.ts";

const ofCache = ({ hits, misses }: CacheCount, noun: string) => `${hits} of ${hits + misses} ${noun}`;

/** The line that ends a build: what there is, how long it took, and what the cache spared. */
export function printSummary({ counts, cache, rendered }: BuildReport, seconds: number): string {
  const { specs, examples, scenarios, ran } = counts;
  const runs = ran === scenarios ? `${scenarios} scenarios` : `${ran} of ${scenarios} scenarios run`;
  const parts = [`${specs} specs`, `${examples} examples`, runs];
  if (rendered) parts.push(`${rendered.pages} pages`);
  const spared = [ofCache(cache.objects, "objects"), ofCache(cache.outcomes, "outcomes")];
  if (rendered?.unchanged) spared.push("all pages");
  return `${parts.join(", ")} in ${seconds.toFixed(1)} s; from the cache: ${spared.join(", ")}`;
}
