import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Changes every file of a folder, and of those below it, whose name ends so. */
export function rewriteFiles(folder: URL, ending: string, change: (text: string) => string): void {
  const root = fileURLToPath(folder);
  for (const name of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(ending)) continue;
    const file = join(root, name);
    writeFileSync(file, change(readFileSync(file, "utf8")));
  }
}
