import { relative, sep } from "node:path";

/** Whether a path is a folder or leads to something in it; both absolute. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`);
}
