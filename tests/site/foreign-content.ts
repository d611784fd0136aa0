import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const sample = resolve(import.meta.dirname, "../cases/content");

/** Makes a folder of somebody else's: two kfuncs, one family and two examples of the sample content, and no kernel facts. */
export function writeForeignContent(folder: string, settings: string): void {
  mkdirSync(folder);
  for (const part of ["kfuncs/dynptr", "examples/dynptr"])
    cpSync(join(sample, part), join(folder, part), { recursive: true });
  writeFileSync(join(folder, "site.yaml"), settings);
}
