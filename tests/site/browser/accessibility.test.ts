import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { pageKinds, useSite } from "./site.ts";

const open = useSite();
/** Run in the page: shows what details hold. */
const openAll = `for (const details of document.querySelectorAll("main details")) details.open = true`;
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

describe.each(["light", "dark"] as const)("axe finds nothing in %s", (colorScheme) => {
  test.each(Object.entries(pageKinds()))("on the %s page", async (_, path) => {
    const { page } = await open(path, { colorScheme, reducedMotion: "reduce" });
    await page.evaluate(openAll);
    await page.addScriptTag({ path: axe });
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
      const { violations } = await axe.run();
      return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    });
    expect(violations).toEqual([]);
  });
});

describe.each([320, 390])("at %i pixels", (width) => {
  test.each(Object.entries(pageKinds()))("the %s page does not scroll sideways", async (_, path) => {
    const { page } = await open(path, { viewport: { width, height: 800 } });
    await page.evaluate(openAll);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  });
});
