import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { printDiagnostic } from "../../../src/core/diagnostics/code-frame.ts";
import { diagnosticCodes } from "../../../src/core/diagnostics/codes.ts";
import { runners } from "./runners.ts";

/** `<stage>/<code>/` holds what an author wrote and, in expected.txt, what is printed. UPDATE_CASES=1 writes the latter. */
const cases = resolve(import.meta.dirname, "../../../src/core/diagnostics/cases");
const update = process.env.UPDATE_CASES === "1";
const codes = Object.keys(diagnosticCodes);
const stageOf = (code: string) => code.split("/")[0] ?? "";
const folders = readdirSync(cases, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join(cases, name)).map((code) => `${name}/${code}`));

test.each(folders.filter((code) => stageOf(code) in runners))("%s is printed as an author needs it", async (code) => {
  const folder = join(cases, code);
  const diagnostics = (await runners[stageOf(code)]?.(folder)) ?? [];
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  const printed = `${diagnostics.map((diagnostic) => printDiagnostic(diagnostic)).join("\n\n")}\n`;
  const expected = join(folder, "expected.txt");
  if (update) writeFileSync(expected, printed);
  expect(printed).toBe(readFileSync(expected, "utf8"));
});

test.each(folders)("the case %s is about a code that exists", (code) => {
  expect(codes).toContain(code);
});

describe("every code has a case", () => {
  const expected = codes.filter((code) => stageOf(code) in runners);
  test.each(expected)("%s", (code) => {
    expect(existsSync(join(cases, code, "expected.txt"))).toBe(true);
  });
  /** A stage without a runner in runners.ts. */
  const waiting = codes.filter((code) => !(stageOf(code) in runners));
  for (const code of waiting) test.todo(code);
});
