import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const project = resolve(import.meta.dirname, "../..");
const sample = join(project, "tests/cases/content");

/** What the folder's kernels have: all others would only be pages more. */
const isKept = (name: string) => /dynptr|xdp|xfrm/.test(name);

type Entries = Record<string, unknown>;

const keptOf = (entries: Entries): Entries =>
  Object.fromEntries(Object.entries(entries).filter(([name]) => isKept(name)));

/** Copies the facts of a release, with a few of its kfuncs and of the structs that they name. */
function writeFewFacts(folder: string, release: string): void {
  const from = join(project, "content/kernels", release);
  const to = join(folder, "kernels", release);
  cpSync(from, to, { recursive: true });
  const change = (file: string, changed: (facts: Entries) => Entries) => {
    const path = join(to, file);
    const facts = JSON.parse(readFileSync(path, "utf8")) as Entries;
    writeFileSync(path, JSON.stringify({ ...facts, ...changed(facts) }));
  };
  change("kfuncs.json", ({ kfuncs }) => ({ kfuncs: keptOf(kfuncs as Entries) }));
  change("structs.json", ({ structs }) => ({ structs: keptOf(structs as Entries) }));
  change("availability.json", ({ allowed, unmeasured }) => ({
    allowed: keptOf(allowed as Entries),
    unmeasured: keptOf(unmeasured as Entries),
  }));
}

/** Makes a folder of somebody else's: two kfuncs, one family and two examples of the sample content, and the facts of two small kernels. */
export function writeForeignContent(folder: string, settings: string): void {
  mkdirSync(folder);
  for (const part of ["kfuncs/dynptr", "examples/dynptr"])
    cpSync(join(sample, part), join(folder, part), { recursive: true });
  for (const release of ["7.3", "6.12"]) writeFewFacts(folder, release);
  writeFileSync(join(folder, "site.yaml"), settings);
}
