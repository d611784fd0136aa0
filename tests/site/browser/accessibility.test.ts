import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { pageKinds, useSite } from "./site.ts";

const open = useSite();
/** Run in the page: shows what details hold. */
const openAll = `for (const details of document.querySelectorAll("main details")) details.open = true`;
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** The page of everything is made of what other pages are made of, and takes axe a quarter of a minute. */
const kinds = Object.entries(pageKinds()).filter(([kind]) => kind !== "everything");

/** Of a page's light form all rules are kept; the dark one differs in its colours alone. */
const rules = { light: {}, dark: { runOnly: ["color-contrast", "link-in-text-block"] } };

describe.each(["light", "dark"] as const)("axe finds nothing in %s", (colorScheme) => {
  test.each(kinds)("on the %s page", async (_, path) => {
    const { page } = await open(path, { colorScheme, reducedMotion: "reduce", bypassCSP: true });
    await page.evaluate(openAll);
    await page.addScriptTag({ path: axe });
    const violations = await page.evaluate(async (options) => {
      const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
      const { violations } = await axe.run(options);
      return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    }, rules[colorScheme]);
    expect(violations).toEqual([]);
  });
});

test.each(Object.entries(pageKinds()))("the %s page does not scroll sideways on a phone", async (_, path) => {
  const { page } = await open(path, { viewport: { width: 320, height: 800 } });
  await page.evaluate(openAll);
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  }
});
