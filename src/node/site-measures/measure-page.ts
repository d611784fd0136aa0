import type { Browser } from "playwright-core";
import { axeFindings, openDetails } from "./axe-findings.ts";
import { followRequests } from "./follow-requests.ts";
import { type Visit, visit } from "./visit.ts";

/** How wide a window the narrowest phone has, in pixels. */
export const NARROWEST = 320;

/** All that is measured of one page. */
export interface PageMeasures {
  readonly kind: string;
  readonly path: string;
  readonly visit: Visit;
  /** The layout shift where the page arrives in pieces. */
  readonly slowShift: number;
  /** How many pixels the page is wide in the narrowest window, with all details open. */
  readonly width: number;
  readonly axe: { readonly light: readonly string[]; readonly dark: readonly string[] };
}

/** Addresses of a site without a slash at their end: as it is, and from a server that sends pages in pieces. */
export interface MeasuredSite {
  readonly url: string;
  readonly slowUrl: string;
}

/** axe in the light theme on a desk and in the dark one on a phone, and the width on the narrowest phone. */
async function inspect(browser: Browser, address: string): Promise<Pick<PageMeasures, "axe" | "width">> {
  const context = await browser.newContext({ reducedMotion: "reduce", colorScheme: "light" });
  try {
    const page = await context.newPage();
    const rest = followRequests(page);
    await page.goto(address);
    await rest();
    await page.evaluate(openDetails);
    const light = await axeFindings(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    const dark = await axeFindings(page, "looks");
    await page.setViewportSize({ width: NARROWEST, height: 800 });
    const width = await page.evaluate<number>("document.documentElement.scrollWidth");
    return { axe: { light, dark }, width };
  } finally {
    await context.close();
  }
}

export async function measurePage(
  browser: Browser,
  { url, slowUrl }: MeasuredSite,
  kind: string,
  path: string,
): Promise<PageMeasures> {
  const first = await visit(browser, url + path, url);
  const slow = await visit(browser, slowUrl + path, slowUrl);
  return { kind, path, visit: first, slowShift: slow.arrival.shift, ...(await inspect(browser, url + path)) };
}
