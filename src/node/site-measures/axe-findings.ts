import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Run in the page, whatever scripts its policy allows: it gives nothing back. */
const axeScript = `${readFileSync(axe, "utf8")}; undefined`;

/** Of what passes axe tells a single element, and of none a selector: that takes it a quarter of its time. */
const told: RunOptions = { resultTypes: ["violations"], selectors: false };

/** axe leaves the size of targets out unless it is asked for, which WCAG 2.2 AA wants. */
const allRules: RunOptions = { ...told, rules: { "target-size": { enabled: true } } };

/** What theme and width of a page decide. */
const looks: RunOptions = { ...told, runOnly: ["color-contrast", "link-in-text-block", "target-size"] };

/** Run in the page: shows what its details hold. */
export const openDetails = `for (const details of document.querySelectorAll("main details")) details.open = true`;

/** What axe finds on a page as it stands, the first elements of each finding. */
export async function axeFindings(page: Page, asked: "all rules" | "looks" = "all rules"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeScript);
  const violations = await page.evaluate(
    async (options) => {
      const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
      const { violations } = await axe.run(options);
      return violations.map(({ id, nodes }) => ({ id, elements: nodes.map(({ html }) => html) }));
    },
    asked === "looks" ? looks : allRules,
  );
  return violations.flatMap(({ id, elements }) => elements.slice(0, 3).map((html) => `${id}: ${html.slice(0, 160)}`));
}
