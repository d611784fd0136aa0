import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { HelpersFile } from "../../../src/core/facts/helpers-file.ts";
import { helpers } from "../../../src/core/kernel/helpers/helpers.ts";
import { unmodelledHelpers } from "../../../src/core/kernel/helpers/unmodelled.ts";

const facts = new URL("../../../content/kernels/7.3/helpers.json", import.meta.url);
const measured = JSON.parse(readFileSync(facts, "utf8")) as HelpersFile;
const modelled = helpers.map(({ name }) => name as string);
const callable = Object.entries(measured.helpers).flatMap(([name, { allowed }]) => (allowed.length > 0 ? [name] : []));

test("every helper that a program of the newest kernel may call has a model, or a reason why it has none", () => {
  expect(callable.filter((name) => !modelled.includes(name) && !unmodelledHelpers.has(name))).toEqual([]);
});

test("no helper has both, and none is unknown to the kernel", () => {
  expect(modelled.filter((name) => unmodelledHelpers.has(name))).toEqual([]);
  expect([...modelled, ...unmodelledHelpers.keys()].filter((name) => !Object.hasOwn(measured.helpers, name))).toEqual(
    [],
  );
});
