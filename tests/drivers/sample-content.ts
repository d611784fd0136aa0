import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse, stringify } from "yaml";

const project = resolve(import.meta.dirname, "../..");

/** Of every kfunc, what a spec says that nobody has documented: its name and since when. */
const bareSpecs = globSync("kfuncs/*/*.yaml", { cwd: join(project, "content") }).map((path) => {
  const { name, since } = parse(readFileSync(join(project, "content", path), "utf8"));
  return { path, text: stringify({ name, since }) };
});

/**
 * Writes a small content folder, which stays as it is while the project's grows: four documented kfuncs with three examples and their
 * records out of `tests/cases/content`, and of all other kfuncs the bare specs. It is held against the project's kernels, which a process
 * reads once for all such folders.
 */
export function writeSampleContent(folder: string): void {
  for (const part of ["flags", "program-types"]) {
    cpSync(join(project, "content", part), join(folder, part), { recursive: true });
  }
  for (const { path, text } of bareSpecs) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  cpSync(join(project, "tests/cases/content"), folder, { recursive: true });
}
