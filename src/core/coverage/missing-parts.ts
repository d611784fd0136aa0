import type { KfuncCoverage } from "./coverage.ts";

/** Words of prose that a page needs at least to say why, when and how, and that it has at most to be read. */
export const proseWords = { least: 80, most: 300 } as const;

const several = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function missingProse(words: number): string | undefined {
  if (words === 0) return "page";
  if (words < proseWords.least) return `page of ${several(words, "word")}, less than ${proseWords.least}`;
  return words > proseWords.most ? `page of ${words} words, more than ${proseWords.most}` : undefined;
}

function missingRuns({ isModelled, examples, scenarios }: KfuncCoverage): (string | undefined)[] {
  return [
    isModelled ? undefined : "model",
    examples > 0 ? undefined : "example",
    examples > 0 && scenarios.length === 0 ? "scenario that calls it" : undefined,
  ];
}

/** What a kfunc lacks to be documented whole, in the order in which it is written; nothing where it is. */
export function missingParts(kfunc: KfuncCoverage): readonly string[] {
  const undescribed = kfunc.params - kfunc.paramsDescribed;
  return [
    kfunc.hasSpec ? undefined : "spec",
    kfunc.hasSummary ? undefined : "summary",
    undescribed === 0 ? undefined : several(undescribed, "parameter"),
    kfunc.returnsValue && !kfunc.returnsDescribed ? "return" : undefined,
    kfunc.errorsListed ? undefined : "errors",
    missingProse(kfunc.words),
    ...(kfunc.isGone ? [] : missingRuns(kfunc)),
  ].filter((part) => part !== undefined);
}
