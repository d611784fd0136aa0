import { kfuncNames } from "../../core/spec/content.ts";
import { type DraftSources, readForDrafts } from "./read-for-drafts.ts";

/** The kfuncs that a C file calls and that no spec of the folder states, in alphabetical order. */
export function unstatedKfuncs(
  content: string,
  source: string,
  { read, kernel }: DraftSources = readForDrafts(content),
): string[] {
  const known = kfuncNames(read.content);
  const called = new Set(Array.from(source.matchAll(/\b(\w+)\s*\(/g), ([, name = ""]) => name));
  return [...called].filter((name) => kernel.histories.has(name) && !known.has(name)).sort();
}
