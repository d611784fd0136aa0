import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions, CDPSession, Page } from "playwright-core";
import { followRequests } from "./follow-requests.ts";

/** What a first visit loads, in bytes as they came over the wire. */
export interface Weight {
  readonly html: number;
  readonly css: number;
  readonly script: number;
  readonly fonts: number;
  readonly other: number;
}

/** All that a first visit loads, in bytes. */
export const totalWeight = ({ html, css, script, fonts, other }: Weight): number => html + css + script + fonts + other;

/** How a page arrived: the largest paint and the time that scripts blocked it, in milliseconds, and the layout shift. */
export interface Arrival {
  readonly largestPaint: number;
  readonly shift: number;
  readonly blocked: number;
}

export interface Visit {
  readonly weight: Weight;
  /** Scripts of their own, and those that stand in the page, compressed. */
  readonly readingScript: number;
  readonly arrival: Arrival;
  /** Addresses outside the site that the page asked for. */
  readonly foreign: readonly string[];
}

/** By what Chromium calls the types of what it loads. */
const kindOfType: Readonly<Record<string, keyof Weight>> = {
  Document: "html",
  Stylesheet: "css",
  Script: "script",
  Font: "fonts",
};

/** Run before anything of the page: keeps what the browser observes. A task blocks for what it takes beyond 50 ms. */
const observe = `
  globalThis.arrival = { largestPaint: 0, shift: 0, blocked: 0 };
  const watch = (type, keep) =>
    new PerformanceObserver((list) => list.getEntries().forEach(keep)).observe({ type, buffered: true });
  watch("largest-contentful-paint", ({ startTime }) => { arrival.largestPaint = startTime; });
  watch("layout-shift", ({ value, hadRecentInput }) => { if (!hadRecentInput) arrival.shift += value; });
  watch("longtask", ({ duration }) => { arrival.blocked += Math.max(0, duration - 50); });
`;

const inlineScripts = `Array.from(document.querySelectorAll("script:not([src])"), ({ text }) => text).join("\\n")`;

/** Adds up what is loaded from now on. */
async function weigh(session: CDPSession): Promise<Record<keyof Weight, number>> {
  const weight = { html: 0, css: 0, script: 0, fonts: 0, other: 0 };
  const kinds = new Map<string, keyof Weight>();
  session.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, kindOfType[type] ?? "other"));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    weight[kinds.get(requestId) ?? "other"] += encodedDataLength;
  });
  await session.send("Network.enable");
  return weight;
}

/** Addresses that a page asks for, but for those that begin with the site's own. */
export function foreignRequests(page: Page, site: string): string[] {
  const foreign: string[] = [];
  page.on("request", (request) => {
    const address = request.url();
    if (!address.startsWith(site) && !address.startsWith("data:")) foreign.push(address);
  });
  return foreign;
}

/** Opens a page as somebody does who was never there, and waits until nothing is loaded any more. */
export async function visit(
  browser: Browser,
  address: string,
  site: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const weight = await weigh(await context.newCDPSession(page));
    const foreign = foreignRequests(page, site);
    await page.addInitScript(observe);
    const rest = followRequests(page);
    await page.goto(address);
    await rest();
    const arrival = await page.evaluate<Arrival>("arrival");
    const inline = gzipSync(await page.evaluate<string>(inlineScripts)).length;
    return { weight, readingScript: weight.script + inline, arrival, foreign };
  } finally {
    await context.close();
  }
}
