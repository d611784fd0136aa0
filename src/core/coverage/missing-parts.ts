import { counted } from "../words/counted.ts";
import type { KfuncCoverage } from "./coverage.ts";

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
    undescribed === 0 ? undefined : counted(undescribed, "parameter"),
    kfunc.returnsValue && !kfunc.returnsDescribed ? "return" : undefined,
    kfunc.errorsListed ? undefined : "errors",
    kfunc.words > 0 ? undefined : "page",
    ...(kfunc.isGone ? [] : missingRuns(kfunc)),
  ].filter((part) => part !== undefined);
}
