import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import type { Source, Span } from "../diagnostics/source.ts";
import { kfdocCommand } from "../words/kfdoc-command.ts";
import type { CoverageCounts } from "./coverage.ts";
import { type CoverageFile, coverageFileSchema, type KeptCount, keptCounts } from "./coverage-file.ts";

const update = `${kfdocCommand("coverage --update")} writes the file anew`;

const words: Readonly<Record<KeptCount, string>> = {
  specs: "kfuncs with a spec",
  params_described: "parameters with a text",
  returns_described: "kfuncs of which is said what they return",
  errors_listed: "kfuncs whose errors are listed",
  errors_shown: "errors shown by a run",
  prose: "kfuncs with a page of prose",
  examples: "kfuncs called by an example",
  scenarios: "scenarios that call one of its kfuncs",
  whole: "kfuncs documented whole",
};

/** Every count of the baseline that is lower now. */
export function compareCoverage(baseline: Source, families: ReadonlyMap<string, CoverageCounts>): Diagnostic[] {
  const file = readBaseline(baseline);
  if (!file) {
    const message = "The file does not hold the counts of each family";
    return [errorAt({ source: baseline, start: 0, end: 0 }, "content/coverage", message, { help: update })];
  }
  return Object.entries(file.families).flatMap(([family, before]) => {
    const now = families.get(family);
    return keptCounts.flatMap((name) => {
      const [was, is] = [before[name] ?? 0, now?.[name] ?? 0];
      return is < was ? [fallen(baseline, family, name, was, is)] : [];
    });
  });
}

function readBaseline({ text }: Source): CoverageFile | undefined {
  try {
    return coverageFileSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function fallen(source: Source, family: string, name: KeptCount, before: number, now: number): Diagnostic {
  const message = `${family}: ${words[name]} fell from ${before} to ${now}`;
  return errorAt(placeOf(source, family, name), "content/coverage", message, {
    help: `bring back what is gone (git diff content/ shows it); if it is meant, ${update}`,
  });
}

/** Where the count of a family stands in the file; where it was laid out otherwise, the file's first line. */
function placeOf(source: Source, family: string, name: KeptCount): Span {
  const begin = source.text.indexOf(`${JSON.stringify(family)}:`);
  const start = source.text.indexOf(`"${name}"`, Math.max(begin, 0));
  return begin < 0 || start < 0 ? { source, start: 0, end: 0 } : { source, start, end: start + name.length + 2 };
}
