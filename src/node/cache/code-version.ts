import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { contentKey } from "./content-key.ts";

const sourceRoot = join(import.meta.dirname, "..", "..");

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
    .sort();
}

/** A key over every file of a folder: names and contents. */
export function folderKey(folder: string): string {
  return contentKey(...filesBelow(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

/** A key over our own code in some folders below `src`: a result is as old as the code that made it. */
export function codeVersion(...folders: readonly string[]): string {
  return contentKey(...folders.map((folder) => [folder, folderKey(join(sourceRoot, folder))]));
}
