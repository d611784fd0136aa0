import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { printPlace } from "../../../src/core/diagnostics/code-frame.ts";
import { type Diagnostic, pathOf } from "../../../src/core/diagnostics/diagnostic.ts";
import { build } from "../../../src/node/build/build.ts";
import { distinctFindings } from "../../../src/node/reports/distinct-findings.ts";
import { findingFormats } from "../../../src/node/reports/formats/formats.ts";
import { printFindings } from "../../../src/node/reports/print-report.ts";
import { attackNames, attacks, filesBelow, SECRET, writeAttacks } from "../../drivers/attack-content.ts";
import { project, quietly } from "./content-copy.ts";

let root: string;
let findings: readonly Diagnostic[];
let printed: string[];

/** One build of all attacks at once: none keeps another from being refused. The secret stands in the environment, too. */
beforeAll(async () => {
  // Findings quote the first 40 characters of a text: what comes behind a longer path would be missing.
  root = mkdtempSync("/tmp/kfdoc-attacks-");
  const content = writeAttacks(root);
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
  test.each(attackNames)("is refused: %s", (name) => {
    const found = findings.filter((finding) => finding.severity === "error" && isOf(finding, name));
    const lines = found.map(({ place, code, message, notes }) =>
      [`${printPlace(place)} [${code}] ${message}`, ...notes.map((note) => `  ${note.message}`)].join("\n"),
    );
    const refused = join(attacks, name, "refused.txt");
    const text = `${lines.join("\n").replaceAll(root, "@ROOT@")}\n`;
    if (process.env.UPDATE_CASES === "1") writeFileSync(refused, text);
    expect(found).not.toEqual([]);
    expect(text).toBe(readFileSync(refused, "utf8"));
  });

  test("makes no other file look wrong", () => {
    expect(findings.filter((finding) => !attackNames.some((name) => isOf(finding, name))).map(pathOf)).toEqual([]);
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
