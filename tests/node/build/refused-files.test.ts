import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { printSummary } from "../../../src/node/reports/print-summary.ts";
import { checkFolder, copyContent, headings, type Replacement } from "./content-copy.ts";

const specFile = "kfuncs/xfrm/bpf_xdp_get_xfrm_state.yaml";
const scenarioFile = "examples/xfrm/replay-window.yaml";

/** `asMeant`: the file is read all the same, so what needs it runs. */
const slips: readonly { name: string; change: Replacement; code: string; asMeant?: true }[] = [
  { name: "a misspelt flag", change: { file: specFile, from: "KF_RET_NULL", to: "KF_RETNULL" }, code: "unknown-name" },
  { name: "a version without quotes", change: { file: specFile, from: '"6.8"', to: "6.8" }, code: "unquoted-version" },
  {
    name: "an unknown key",
    change: { file: specFile, from: "summary:", to: "sumary:" },
    code: "unknown-key",
    asMeant: true,
  },
  { name: "a wrong indentation", change: { file: specFile, from: "\nflags:", to: "\n flags:" }, code: "syntax" },
];

describe("one refused file", () => {
  test.each(slips)("with $name is one finding", async ({ change, code, asMeant = false }) => {
    const report = await checkFolder(copyContent(change));
    expect(headings(report)).toEqual([expect.stringContaining(`/${code}]`)]);
    expect(report.counts.ran === report.counts.scenarios).toBe(asMeant);
    expect(report.model).toBeUndefined();
  });

  test.each([specFile, scenarioFile])("that is empty is one finding: %s", async (file) => {
    const content = copyContent();
    writeFileSync(join(content, file), "");
    expect(headings(await checkFolder(content))).toEqual([expect.stringContaining("The file states nothing")]);
  });

  test.each([specFile, scenarioFile, specFile.replace(".yaml", ".md"), scenarioFile.replace(".yaml", ".bpf.c")])(
    "that is not text is one finding: %s",
    async (file) => {
      const content = copyContent();
      writeFileSync(join(content, file), Uint8Array.of(0xff, 0xfe));
      expect(headings(await checkFolder(content))).toEqual([expect.stringContaining("not UTF-8")]);
    },
  );

  test("of scenarios lets pages place any of them", async () => {
    const change = { file: scenarioFile, from: "name: leak", to: "nam: leak" };
    expect(headings(await checkFolder(copyContent(change)))).toEqual([expect.stringContaining("nam")]);
  });
});

test("a kfunc without a spec is told of once, where C declares it", async () => {
  const content = copyContent();
  rmSync(join(content, specFile));
  const found = headings(await checkFolder(content)).filter((line) => line.includes(".bpf.c"));
  expect(found).toEqual([
    expect.stringContaining("[spec/unknown-kfunc] No spec states the kfunc bpf_xdp_get_xfrm_state"),
  ]);
});

test("the summary says how many scenarios ran", async () => {
  const whole = await checkFolder(copyContent());
  const total = whole.counts.scenarios;
  expect(printSummary(whole, 1)).toContain(`, ${total} scenarios in`);
  const report = await checkFolder(copyContent(...slips.slice(0, 1).map(({ change }) => change)));
  expect(printSummary(report, 1)).toContain(`, ${report.counts.ran} of ${total} scenarios run in`);
});
