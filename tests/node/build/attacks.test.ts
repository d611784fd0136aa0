import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { printPlace } from "../../../src/core/diagnostics/code-frame.ts";
import { type Diagnostic, pathOf } from "../../../src/core/diagnostics/diagnostic.ts";
import { build } from "../../../src/node/build/build.ts";
import { distinctFindings } from "../../../src/node/reports/distinct-findings.ts";
import { findingFormats } from "../../../src/node/reports/formats/formats.ts";
import { printFindings } from "../../../src/node/reports/print-report.ts";
import { project, quietly } from "./content-copy.ts";

/**
 * `tests/cases/attacks/<name>/` is a part of a content folder whose paths hold that name, made.json what git does not keep well: links,
 * and files of odd names. `@SECRET@` becomes the path of a file beside the content folder. refused.txt holds what is found there;
 * UPDATE_CASES=1 writes it.
 */
const cases = resolve(import.meta.dirname, "../../cases/attacks");
const names = readdirSync(cases);
const notContent = ["made.json", "refused.txt"];

/** Stands in the file, in the environment and in what the C of the secret would declare. */
const SECRET = "kfdocs_planted_secret";

let root: string;
let findings: readonly Diagnostic[];
let printed: string[];

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

const filesBelow = (folder: string): string[] =>
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
  const folder = join(cases, name);
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

/** One build of all attacks at once: none keeps another from being refused. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "kfdoc-attacks-"));
  const content = join(root, "content");
  const secret = join(root, "secret.h");
  for (const name of [secret, join(root, "secret.bpf.c")]) writeFileSync(name, `int ${SECRET};\n`);
  cpSync(join(project, "content/kernels/7.3"), join(content, "kernels/7.3"), { recursive: true });
  for (const name of names) layOut(name, content, secret);
  vi.stubEnv("KFDOC_PLANTED", SECRET);
  const cache = join(root, "cache");
  const { diagnostics } = await build({ project, content, cache, out: join(root, "out"), progress: quietly });
  vi.unstubAllEnvs();
  findings = distinctFindings(diagnostics);
  printed = [printFindings(findings), ...Object.values(findingFormats).map((format) => format(findings))];
}, 120_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

const isOf = (finding: Diagnostic, name: string) => pathOf(finding).split(/[/.]/).includes(name);

describe("a contribution that means harm", () => {
  test.each(names)("is refused: %s", (name) => {
    const found = findings.filter((finding) => finding.severity === "error" && isOf(finding, name));
    const lines = found.map(({ place, code, message, notes }) =>
      [`${printPlace(place)} [${code}] ${message}`, ...notes.map((note) => `  ${note.message}`)].join("\n"),
    );
    const refused = join(cases, name, "refused.txt");
    const text = `${lines.join("\n").replaceAll(root, "@ROOT@")}\n`;
    if (process.env.UPDATE_CASES === "1") writeFileSync(refused, text);
    expect(found).not.toEqual([]);
    expect(text).toBe(readFileSync(refused, "utf8"));
  });

  test("makes no other file look wrong", () => {
    expect(findings.filter((finding) => !names.some((name) => isOf(finding, name))).map(pathOf)).toEqual([]);
  });

  test("learns nothing from what is printed, in any format", () => {
    for (const text of printed) expect(text).not.toContain(SECRET);
  });

  test("leaves nothing of the secret in objects, outcomes and headers, and writes no page", () => {
    const kept = filesBelow(join(root, "cache"));
    expect(kept.length).toBeGreaterThan(0);
    for (const file of kept) expect(readFileSync(file).includes(SECRET)).toBe(false);
    expect(existsSync(join(root, "out"))).toBe(false);
  });

  test("steers no terminal, and ends no line of a workflow command", () => {
    const controls = /[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]|(?!\n)\p{Cc}/u;
    for (const text of printed) expect(controls.exec(text)?.[0]).toBeUndefined();
    const [, , , github = ""] = printed;
    for (const line of github.split("\n")) expect(line).toMatch(/^::(error|warning) file=/);
  });
});
