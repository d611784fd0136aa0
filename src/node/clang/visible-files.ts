import { dirname, join } from "node:path";
import { type ExampleUnit, unitFiles } from "./example-unit.ts";
import { type HeaderFolder, headerFiles } from "./header-folder.ts";

/** Every file that clang may open over an example whose copy stands in `folder`: absolute paths. */
export function visibleFiles(folder: string, unit: ExampleUnit, headers: HeaderFolder): string[] {
  return [...[...unitFiles(unit).keys()].map((name) => join(folder, name)), ...headerFiles(headers)];
}

/**
 * A file system for `clang -ivfsoverlay` in which nothing but these files is there: whatever way of naming a file the
 * preprocessor has, it finds no other, and can't find out whether there is one (redirect-only, LLVM's VirtualFileSystem.h).
 * The back end does not look here: what it could read, `intermediate-code.ts` refuses.
 */
export function printOverlay(folder: string, unit: ExampleUnit, headers: HeaderFolder): string {
  const files = visibleFiles(folder, unit, headers).map((file) => ({
    name: file,
    type: "file",
    "external-contents": file,
  }));
  const folders = [...new Set(files.map(({ name }) => dirname(name)))];
  const roots = folders.map((name) => ({ name, type: "directory", contents: [] }));
  return JSON.stringify({
    version: 0,
    "redirecting-with": "redirect-only",
    "case-sensitive": true,
    "use-external-names": false,
    "overlay-relative": false,
    roots: [...roots, ...files],
  });
}
