import { describe, expect, test } from "vitest";
import { compareCoverage } from "../../../src/core/coverage/compare-coverage.ts";
import { countCoverage, countFamilies, isWhole, type KfuncCoverage } from "../../../src/core/coverage/coverage.ts";
import { printCoverageFile } from "../../../src/core/coverage/coverage-file.ts";
import { coverageSummary, printCoverage, printKfuncs } from "../../../src/core/coverage/print-coverage.ts";
import { positionOf } from "../../../src/core/diagnostics/source.ts";

const whole: KfuncCoverage = {
  name: "bpf_a",
  family: "xfrm",
  hasSpec: true,
  hasSummary: true,
  params: 2,
  paramsDescribed: 2,
  returnsValue: true,
  returnsDescribed: true,
  errorsListed: true,
  errorsShown: 3,
  errorsExcused: 1,
  words: 120,
  isGone: false,
  isModelled: true,
  examples: 1,
  scenarios: ["xfrm/a#one", "xfrm/a#two"],
  releases: ["7.3", "6.12"],
};

const bare: KfuncCoverage = {
  ...whole,
  name: "bpf_b",
  hasSummary: false,
  paramsDescribed: 0,
  returnsDescribed: false,
  errorsListed: false,
  errorsShown: 0,
  errorsExcused: 0,
  words: 0,
  isModelled: false,
  examples: 0,
  scenarios: [],
  releases: [],
};

describe("a kfunc is documented whole", () => {
  test("where no part is missing", () => expect(isWhole(whole)).toBe(true));
  test("without what void returns", () =>
    expect(isWhole({ ...whole, returnsValue: false, returnsDescribed: false })).toBe(true));
  test.each<Partial<KfuncCoverage>>([
    { hasSummary: false },
    { paramsDescribed: 1 },
    { returnsDescribed: false },
    { errorsListed: false },
    { words: 0 },
    { isModelled: false },
    { examples: 0 },
    { scenarios: [] },
  ])("but not with %o", (missing) => expect(isWhole({ ...whole, ...missing })).toBe(false));
  test("without a run, where the newest release has it no more", () => {
    const gone = { ...whole, isGone: true, isModelled: false, examples: 0, scenarios: [] };
    expect(isWhole(gone)).toBe(true);
    expect(isWhole({ ...gone, words: 0 })).toBe(false);
  });
});

test("a family is the sum of its kfuncs, a scenario counts once", () => {
  const shared = { ...whole, name: "bpf_c", scenarios: ["xfrm/a#two", "xfrm/a#three"], releases: ["7.3"], words: 250 };
  expect(countCoverage([whole, bare, shared])).toEqual({
    kfuncs: 3,
    specs: 3,
    params: 6,
    params_described: 4,
    returns: 3,
    returns_described: 2,
    errors_listed: 2,
    errors_shown: 6,
    errors_excused: 2,
    prose: 2,
    least_words: 120,
    most_words: 250,
    models: 2,
    examples: 2,
    scenarios: 3,
    vouched: 2,
    releases: 2,
    whole: 2,
  });
  expect(coverageSummary([whole, bare, shared])).toBe("2 of 3 kfuncs documented whole (66.7 %)");
});

test("the table has a line for each family and one for all", () => {
  const other = { ...bare, family: "dynptr" };
  const lines = printCoverage([whole, other]).split("\n");
  expect(lines.map((line) => line.split(/\s{2,}/)[0])).toEqual(["family", "dynptr", "xfrm", "all"]);
  expect(lines[2]?.split(/\s{2,}/)).toEqual([
    "xfrm",
    "1",
    "1",
    "2",
    "1",
    "1",
    "3",
    "1",
    "1",
    "120",
    "1",
    "1",
    "2",
    "1",
    "2",
    "1",
  ]);
  expect(lines[1]?.split(/\s{2,}/)).toEqual([
    ...["dynptr", "1", "1", "0/2", "0/1", "0/1", "0", "0", "0/1", "0", "0/1", "0/1", "0", "0/1", "0", "0/1"],
  ]);
});

test("a family's table says of each kfunc what it lacks", () => {
  const long = { ...whole, name: "bpf_c", words: 301, paramsDescribed: 1 };
  const rows = printKfuncs([whole, bare, long])
    .split("\n")
    .map((line) => line.split(/\s{2,}/).at(-1));
  expect(rows).toEqual([
    "missing",
    "nothing",
    "summary, 2 parameters, return, errors, page, model, example",
    "1 parameter",
  ]);
});

describe("the baseline", () => {
  const baseline = {
    path: "content/coverage.json",
    text: printCoverageFile(countFamilies([whole, { ...bare, family: "dynptr" }])),
  };
  const findings = (kfuncs: readonly KfuncCoverage[], source = baseline) =>
    compareCoverage(source, countFamilies(kfuncs)).map(({ message, place }) => {
      const { line } = "source" in place ? positionOf(place.source, place.start) : { line: 0 };
      return `${line}: ${message}`;
    });

  test("is met by what it was made of, and by more", () => {
    expect(findings([whole, { ...bare, family: "dynptr" }])).toEqual([]);
    expect(findings([whole, { ...whole, name: "bpf_c" }, { ...whole, family: "dynptr" }])).toEqual([]);
  });

  test("tells each count that fell, at its family's line", () => {
    expect(
      findings([
        { ...whole, errorsShown: 2, words: 0 },
        { ...bare, family: "dynptr" },
      ]),
    ).toEqual([
      "4: xfrm: errors shown by a run fell from 3 to 2",
      "4: xfrm: kfuncs with a page of prose fell from 1 to 0",
      "4: xfrm: kfuncs documented whole fell from 1 to 0",
    ]);
  });

  test("tells of a family that is gone", () => {
    expect(findings([whole])).toEqual(["3: dynptr: kfuncs with a spec fell from 1 to 0"]);
  });

  test.each(["", "[]", '{ "families": { "xfrm": { "specs": -1 } } }', '{ "families": { "xfrm": { "other": 1 } } }'])(
    "that is none is one finding: %s",
    (text) => expect(findings([whole], { path: "content/coverage.json", text })).toHaveLength(1),
  );
});
