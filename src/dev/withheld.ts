import { stemOf } from "./showable.ts";

/** The page that a file's words stand on, as its path on the site. */
function pageOf(path: string): string {
  const [folder = "", ...names] = stemOf(path.replace(/^content\//, "")).split("/");
  return `${[folder, ...(folder === "kfuncs" ? names.slice(-1) : names)].join("/")}/`;
}

/** Pages of files that stand in the folder while nothing of them is shown: those were never right. */
export function withheldPages(inFolder: Iterable<string>, shown: Iterable<string>): ReadonlySet<string> {
  const there = new Set([...shown].map(pageOf));
  return new Set([...inFolder].map(pageOf).filter((page) => !there.has(page)));
}
