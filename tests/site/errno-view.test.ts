import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { errnoMeanings } from "../../src/core/uapi/errno-meanings.ts";
import { errnoView, errnoViews } from "../../src/site/view/errno-view.ts";
import { sampleModel } from "./sample-model.ts";

test("every error value of a spec has a page, with each kfunc and each of its cases", () => {
  const values = sampleModel.kfuncs.flatMap(({ errors = [] }) => errors.map(({ value }) => value));
  const views = errnoViews(sampleModel);
  expect(views.map(({ value }) => value).sort()).toEqual([...new Set(values)].sort());
  const cases = views.flatMap(({ families }) => families.flatMap(({ rows }) => rows.flatMap(({ errors }) => errors)));
  expect(cases).toHaveLength(values.length);
});

test("a case says where the value comes out, and links the run that shows it on its example's page", () => {
  const { number, families } = errnoView(sampleModel, "ENOENT");
  expect(number).toBe("-2");
  const [row] = families[0]?.rows ?? [];
  expect(row?.name).toBe("bpf_xdp_get_xfrm_state");
  expect(row?.anchor).toBe("/kfuncs/bpf_xdp_get_xfrm_state/#error-ENOENT");
  expect(row?.errors[0]?.arrives).toBe("opts->error");
  expect(row?.errors[0]?.shownBy?.href).toMatch(/^\/examples\/xfrm\/replay-window\/#/);
});

test("a page begins with what the error means wherever it comes from", () => {
  expect(errnoView(sampleModel, "ENOENT").summary).toMatch(
    /^In general: what was asked for is not there\. Error number 2, which comes out as -2: /,
  );
  expect(errnoView(sampleModel, "NULL").summary).not.toContain("In general");
});

test("every error that a kfunc of the content gives has a meaning", () => {
  const folder = resolve(import.meta.dirname, "../../content/kfuncs");
  const specs = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
  const given = specs.flatMap((name) =>
    Array.from(
      readFileSync(join(folder, name), "utf8").matchAll(/\bvalue: (E[A-Z0-9]+)\b/g),
      ([, value = ""]) => value,
    ),
  );
  expect(given.length).toBeGreaterThan(100);
  expect(given.filter((value) => !Object.hasOwn(errnoMeanings, value))).toEqual([]);
});
