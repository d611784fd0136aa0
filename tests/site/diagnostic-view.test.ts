import { resolve } from "node:path";
import { expect, test } from "vitest";
import { diagnosticPage, diagnosticsByStage } from "../../src/site/view/diagnostic-view.ts";

const project = resolve(import.meta.dirname, "../..");

test("a diagnostic's page shows the case that the tests run", () => {
  const { example, language } = diagnosticPage("spec/unquoted-version", project);
  expect(language).toBe("yaml");
  expect(example.input?.text).toContain("version: 6.");
  expect(example.finding).toContain("error [spec/unquoted-version]");
});

test("every stage has a title", () => {
  for (const { stage, title } of diagnosticsByStage()) expect(title).not.toBe(stage);
});
