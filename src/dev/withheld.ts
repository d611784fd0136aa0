import { pageOf } from "./page-of.ts";

/** Pages of files that stand in the folder while nothing of them is shown: those were never right. */
export function withheldPages(inFolder: Iterable<string>, shown: Iterable<string>): ReadonlySet<string> {
  const there = new Set([...shown].map(pageOf));
  return new Set([...inFolder].map(pageOf).filter((page) => !there.has(page)));
}
