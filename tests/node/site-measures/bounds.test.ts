import { expect, test } from "vitest";
import { brokenBounds } from "../../../src/node/site-measures/bounds.ts";
import type { PageMeasures } from "../../../src/node/site-measures/measure-page.ts";

/** A page that keeps all bounds. */
const kept: PageMeasures = {
  kind: "kfunc",
  path: "/kfuncs/bpf_x/",
  visit: {
    weight: { html: 12_000, css: 21_000, script: 12_000, fonts: 0, other: 400 },
    readingScript: 13_000,
    arrival: { largestPaint: 4000, shift: 0.0099, blocked: 900 },
    foreign: [],
  },
  slowShift: 0.0099,
  width: 320,
  axe: { light: [], dark: [] },
};

const { visit } = kept;

test.each<readonly [Partial<PageMeasures>, readonly string[]]>([
  [{}, []],
  [{ visit: { ...visit, weight: { ...visit.weight, fonts: 60_000 } } }, ["weight"]],
  [{ kind: "everything", visit: { ...visit, weight: { ...visit.weight, html: 300_000 } } }, []],
  [{ visit: { ...visit, readingScript: 20_000 } }, ["script for reading"]],
  [
    { visit: { ...visit, arrival: { ...visit.arrival, shift: 0.01 } }, slowShift: 0.2 },
    ["layout shift", "layout shift of a slow page"],
  ],
  [{ visit: { ...visit, foreign: ["https://fonts.example/a.woff2"] } }, ["other hosts"]],
  [{ width: 321 }, ["width at 320 pixels"]],
  [
    { axe: { light: ["target-size: <a>"], dark: ["color-contrast: <p>", "color-contrast: <b>"] } },
    ["axe, light", "axe, dark", "axe, dark"],
  ],
])("%j breaks %j", (measures, names) => {
  const broken = brokenBounds({ ...kept, ...measures });
  expect(broken.map((words) => words.split(":")[0])).toEqual(names);
});
