import { kfuncNames } from "../../core/spec/content.ts";
import type { DraftSources } from "./read-for-drafts.ts";

/** The kfuncs that C calls and that no spec of the content states, in alphabetical order. */
export function unstatedKfuncs(
  source: string,
  { content }: DraftSources["read"],
  { histories }: DraftSources["kernel"],
): string[] {
  const known = kfuncNames(content);
  const called = new Set(Array.from(source.matchAll(/\b(\w+)\s*\(/g), ([, name = ""]) => name));
  return [...called].filter((name) => histories.has(name) && !known.has(name)).sort();
}
