import { z } from "zod";
import type { CoverageCounts } from "./coverage.ts";

/**
 * What may not fall: how much is documented, not how much there is to document. Nor what real kernels vouch for: a changed
 * example has to run in Linux again, which not every machine can.
 */
export const keptCounts = [
  "specs",
  "params_described",
  "returns_described",
  "errors_listed",
  "errors_shown",
  "prose",
  "examples",
  "scenarios",
  "whole",
] as const satisfies readonly (keyof CoverageCounts)[];

export type KeptCount = (typeof keptCounts)[number];

/** A count that is not stated is 0. */
const counts = z.partialRecord(z.enum(keptCounts), z.number().int().min(0));

/** `content/coverage.json`: the counts of each family when they were last written, by `kfdoc coverage --update`. */
export const coverageFileSchema = z.strictObject({
  /** By family, in the order of the names. */
  families: z.record(z.string(), counts),
});

export type CoverageFile = z.infer<typeof coverageFileSchema>;

/** The file's text, a line for each family. */
export function printCoverageFile(families: ReadonlyMap<string, CoverageCounts>): string {
  const lines = [...families].map(([family, all]) => {
    const kept = keptCounts.filter((name) => all[name] > 0).map((name) => `"${name}": ${all[name]}`);
    return `    ${JSON.stringify(family)}: { ${kept.join(", ")} }`;
  });
  return `{\n  "families": {\n${lines.join(",\n")}\n  }\n}\n`;
}
