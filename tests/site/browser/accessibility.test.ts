import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { axeFindings, openDetails } from "../../../src/node/site-measures/axe-findings.ts";
import { pageKinds, useSite } from "./site.ts";

const open = useSite();

/** The page of everything is made of what other pages are made of, and takes axe a quarter of a minute. */
const kinds = Object.entries(pageKinds()).filter(([kind]) => kind !== "everything");

/** The light theme is looked at on a desk by all rules, the dark one on a phone by those that theme and width decide. */
const windows = { light: {}, dark: { viewport: { width: 390, height: 844 } } };

describe.each(["light", "dark"] as const)("axe finds nothing in %s", (colorScheme) => {
  test.each(kinds)(
    "on the %s page",
    async (_, path) => {
      const { page } = await open(path, {
        ...windows[colorScheme],
        colorScheme,
        reducedMotion: "reduce",
        bypassCSP: true,
      });
      await page.evaluate(openDetails);
      expect(await axeFindings(page, colorScheme === "light" ? "all rules" : "looks")).toEqual([]);
    },
    120_000,
  );
});

const chosen = JSON.stringify({ release: "6.12", type: "XDP" });
const xfrm = "bpf_xdp_get_xfrm_state";

/** What readers bring about on a page, each on the page that shows most of it, once a kernel and a program type are chosen. */
const states: readonly (readonly [name: string, path: string, bringAbout: (page: Page) => Promise<void>])[] = [
  ["a chosen kernel on the front page", "/", (page) => page.locator("kf-choice.chosen").waitFor()],
  [
    "a kfunc that may not be called",
    "/kfuncs/bpf_crypto_ctx_create/",
    (page) => page.locator("kf-choice output:not(:empty)").waitFor(),
  ],
  ["a narrowed index", "/kfuncs/", (page) => page.locator("kf-filter output", { hasText: " of " }).waitFor()],
  ["a chosen column of the matrix", "/availability/", (page) => page.locator(".matrix thead th.chosen").waitFor()],
  [
    "results of a search",
    "/",
    async (page) => {
      await page.locator("kf-search > button").click();
      await page.locator("kf-search input").fill("xfrm");
      await page.locator("kf-search .hits[data-query=xfrm] .hit").first().waitFor();
    },
  ],
  [
    "menus on a phone",
    `/kfuncs/${xfrm}/`,
    async (page) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.locator("mobile-starlight-toc summary").click();
      await page.locator(".sl-menu-button").click();
    },
  ],
  [
    "the stepper in the middle of a run",
    "/examples/xfrm/replay-window/#watch=unknown-spi&step=40",
    async (page) => {
      await page.locator("kf-stepper .run").waitFor();
      await page.evaluate(`for (const details of document.querySelectorAll("kf-stepper details")) details.open = true`);
    },
  ],
];

describe.each(["light", "dark"] as const)("axe finds nothing in %s", (colorScheme) => {
  test.each(states)(
    "in %s",
    async (_, path, bringAbout) => {
      const { page } = await open("/404.html", {
        ...windows[colorScheme],
        colorScheme,
        reducedMotion: "reduce",
        bypassCSP: true,
      });
      await page.evaluate((choice) => localStorage.setItem("kfdoc-choice", choice), chosen);
      await page.goto(path);
      await bringAbout(page);
      expect(await axeFindings(page, colorScheme === "light" ? "all rules" : "looks")).toEqual([]);
    },
    120_000,
  );
});

test.each(Object.entries(pageKinds()))("the %s page does not scroll sideways on a phone", async (_, path) => {
  const { page } = await open(path, { viewport: { width: 320, height: 800 } });
  await page.evaluate(openDetails);
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  }
});
