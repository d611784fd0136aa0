import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const project = resolve(import.meta.dirname, "../..");

/**
 * `tests/cases/attacks/<name>/` is a part of a content folder whose paths hold that name, made.json what git does not keep well: links,
 * and files of odd names. `@SECRET@` becomes the path of a file beside the content folder. refused.txt holds what is found there.
 */
export const attacks = join(project, "tests/cases/attacks");
export const attackNames = readdirSync(attacks);
const notContent = ["made.json", "refused.txt"];

/** Stands in the file beside the content folder. */
export const SECRET = "kfdocs_planted_secret";

/** What a scenario file says where an attack brings none. */
const plainScenarios = `source: attack.bpf.c
title: An attack
summary: Does harm.
program: attack
scenarios:
  - name: run
    summary: Runs.
    packet: [{ eth: {} }, { zeros: 64 }]
    expect: { return: XDP_PASS }
`;

export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

interface Made {
  readonly links?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

function place(content: string, path: string): string {
  const file = join(content, path);
  mkdirSync(dirname(file), { recursive: true });
  return file;
}

function layOut(name: string, content: string, secret: string): void {
  const folder = join(attacks, name);
  const plant = (text: string) => text.replaceAll("@SECRET@", secret);
  for (const file of filesBelow(folder)) {
    const path = file.slice(folder.length + 1);
    if (notContent.includes(path)) continue;
    writeFileSync(place(content, path), plant(readFileSync(file, "utf8")));
    const scenarios = file.replace("attack.bpf.c", "attack.yaml");
    if (!existsSync(scenarios))
      writeFileSync(place(content, path.replace("attack.bpf.c", "attack.yaml")), plainScenarios);
  }
  if (!existsSync(join(folder, "made.json"))) return;
  const { links = {}, files = {} }: Made = JSON.parse(readFileSync(join(folder, "made.json"), "utf8"));
  for (const [path, target] of Object.entries(links)) symlinkSync(plant(target), place(content, path));
  for (const [path, text] of Object.entries(files)) writeFileSync(place(content, path), text);
}

/** Writes attacks into the folder `content` of `root`, with the newest kernel's facts, and the secret beside it. */
export function writeAttacks(root: string, names: readonly string[] = attackNames): string {
  const content = join(root, "content");
  cpSync(join(project, "content/kernels/7.3"), join(content, "kernels/7.3"), { recursive: true });
  const secret = join(root, "secret.h");
  for (const name of [secret, join(root, "secret.bpf.c")]) writeFileSync(name, `int ${SECRET};\n`);
  for (const name of names) layOut(name, content, secret);
  return content;
}
