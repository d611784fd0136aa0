import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../../src/core/diagnostics/diagnostic.ts";
import { errorAt } from "../../../../src/core/diagnostics/error-at.ts";
import { findingFormats } from "../../../../src/node/reports/formats/formats.ts";

const source = { path: "content/kfuncs/a b/x.yaml", text: 'name: x\nflags: [KF_"&<]]>, 100%]\n' };

/** On one line, with everything a finding can have, and with signs that formats give a meaning. */
const whole = errorAt({ source, start: 16, end: 27 }, "spec/unknown-name", 'No flag is named KF_"&<]]>, 100%', {
  notes: [{ message: "flags: see here", place: { source, start: 8, end: 13 } }, { message: "so\u0000\ud800" }],
  help: "use one\r\nof these",
});
const late: Diagnostic = {
  ...errorAt({ path: "content/record/7.3.json", byteOffset: 31 }, "verify/orphan", "The scenario is gone"),
  severity: "warning",
};
const severalLines = errorAt({ source, start: 0, end: 27 }, "spec/unknown-key", "Lines");

describe("GitHub's workflow commands", () => {
  const lines = (...diagnostics: Diagnostic[]) => findingFormats.github(diagnostics).split("\n");

  test("stand on the place, each on a line, with what would end it escaped", () =>
    expect(lines(whole)).toEqual([
      "::error file=content/kfuncs/a b/x.yaml,line=2,endLine=2,col=9,endColumn=20,title=spec/unknown-name::" +
        'No flag is named KF_"&<]]>, 100%25%0Acontent/kfuncs/a b/x.yaml:2:1: flags: see here%0Aso\u2400\ud800%0A' +
        "Help: use one\u240d\u240aof these",
    ]));
  test("have no columns where the finding has several lines", () =>
    expect(lines(severalLines)).toEqual([
      "::error file=content/kfuncs/a b/x.yaml,line=1,endLine=2,title=spec/unknown-key::Lines",
    ]));
  test("say the offset where a file has no lines", () =>
    expect(lines(late)).toEqual([
      "::warning file=content/record/7.3.json,title=verify/orphan::content/record/7.3.json+0x1f: The scenario is gone",
    ]));
  test("escape what would be another property", () => {
    const place = { source: { path: "content/a,line=9:b.yaml", text: "" }, start: 0, end: 0 };
    expect(lines(errorAt(place, "yaml/syntax", "x"))[0]).toMatch(/^::error file=content\/a%2Cline=9%3Ab\.yaml,line=1,/);
  });
  test("are none where nothing is wrong", () => expect(findingFormats.github([])).toBe(""));
});

describe("SARIF", () => {
  const read = (...diagnostics: Diagnostic[]) => JSON.parse(findingFormats.sarif(diagnostics));

  test("has each rule once, and results with their places", () => {
    const { version, runs } = read(whole, late, whole);
    const [{ tool, columnKind, results }] = runs;
    expect(version).toBe("2.1.0");
    expect(columnKind).toBe("utf16CodeUnits");
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["spec/unknown-name", "verify/orphan"]);
    expect(results).toHaveLength(3);
    expect(results[0]).toMatchObject({
      ruleId: "spec/unknown-name",
      ruleIndex: 0,
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "content/kfuncs/a%20b/x.yaml" },
            region: { startLine: 2, startColumn: 9, endLine: 2, endColumn: 20 },
          },
        },
      ],
      relatedLocations: [{ message: { text: "flags: see here" } }],
    });
    expect(results[0].message.text).toContain("Help: use one");
  });
  test("gives the offset in a file without lines", () => {
    const [{ results }] = read(late).runs;
    expect(results[0]).toMatchObject({ level: "warning", ruleIndex: 0 });
    expect(results[0].locations[0].physicalLocation.region).toEqual({ byteOffset: 31 });
  });
  test("is a run without results where nothing is wrong", () => expect(read().runs[0].results).toEqual([]));
});

describe("JUnit", () => {
  test("has a failed case for each error, with what XML gives a meaning escaped", () => {
    const text = findingFormats.junit([whole, late]);
    expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites tests="2" failures="1">/);
    expect(text).toContain(
      '<testcase name="content/kfuncs/a b/x.yaml:2:9 spec/unknown-name" classname="content/kfuncs/a b/x.yaml">' +
        '<failure type="spec/unknown-name" message="No flag is named KF_&quot;&amp;&lt;]]&gt;, 100%">',
    );
    expect(text).toContain('<testcase name="content/record/7.3.json+0x1f verify/orphan"');
    expect(text).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#10;)/);
    expect(text).not.toContain("\u0000");
    expect(Buffer.from(text).toString()).toBe(text);
  });
  test("has one that passed where nothing is wrong", () =>
    expect(findingFormats.junit([])).toContain('<testsuite name="kfdoc" tests="1" failures="0">'));
});

test("JSON has places with line and column, and what else a finding says", () => {
  expect(JSON.parse(findingFormats.json([whole]))).toMatchObject([
    {
      code: "spec/unknown-name",
      at: "content/kfuncs/a b/x.yaml:2:9",
      place: { path: "content/kfuncs/a b/x.yaml", start: { line: 2, column: 9 }, end: { line: 2, column: 20 } },
      help: "use one\r\nof these",
    },
  ]);
});
