import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { type Content, kfuncNames } from "../../core/spec/content.ts";
import { checkKnownKfunc } from "../../core/spec/rules/known-kfunc.ts";
import type { LinkedVariant } from "./link-examples.ts";
import { placeInSource } from "./place-in-source.ts";
import type { Kernel } from "./read-kernel.ts";

/**
 * The variants of which each kfunc has a spec to run by. One without any is a finding where C calls it; of one whose spec
 * was refused the finding is there, and what follows from it is not told.
 */
export function runnableVariants(
  linked: readonly LinkedVariant[],
  content: Content,
  { histories }: Kernel,
): { runnable: LinkedVariant[]; diagnostics: Diagnostic[] } {
  const stated = new Set(content.kfuncs.map(({ value }) => value.name));
  const known = kfuncNames(content);
  return {
    runnable: linked.filter(({ linked: { kfuncs } }) => kfuncs.every((name) => stated.has(name))),
    diagnostics: linked.flatMap(({ example, linked: { kfuncs } }) =>
      kfuncs.flatMap((name) => checkKnownKfunc(name, known, placeInSource(example, name), histories)),
    ),
  };
}
