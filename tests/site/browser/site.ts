import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, inject, onTestFinished } from "vitest";
import type { SiteModel } from "../../../src/node/build/site-model.ts";
import { openBrowser } from "../../../src/node/site-measures/open-browser.ts";
import * as kinds from "../../../src/node/site-measures/page-kinds.ts";
import { type Served, serveFolder } from "../../../src/node/site-measures/serve-folder.ts";
import { foreignRequests } from "../../../src/node/site-measures/visit.ts";
import { untilBuilt } from "./until-built.ts";

/** A page of the built site in a browser, the addresses outside the site that it asked for, and what its policy refused. */
export interface OpenPage {
  readonly page: Page;
  readonly foreign: readonly string[];
  readonly refused: readonly string[];
}

/** Opens a page in a fresh profile, for one test or for all of the file. */
export type Open = (path: string, options?: BrowserContextOptions, lives?: "test" | "file") => Promise<OpenPage>;

await untilBuilt();

export const siteModel = (): SiteModel => JSON.parse(readFileSync(inject("siteModel"), "utf8"));

export const describedKfuncs = () => kinds.describedKfuncs(siteModel());
export const bareKfunc = () => kinds.bareKfunc(siteModel());
export const measuredRelease = () => kinds.measuredRelease(siteModel());
export const pageKinds = () => kinds.pageKinds(siteModel());

/** A built site, and the path that it is served below. */
export interface ServedSite {
  readonly folder: string;
  readonly base?: string;
}

/** Of all files of this worker; it ends with it. */
let browser: Promise<Browser> | undefined;

/**
 * Serves the site, or another that `make` builds, for the tests of one file; each call of the result opens a fresh profile.
 */
export function useSite(make: () => Promise<ServedSite> = async () => ({ folder: inject("dist") })): Open {
  const kept: BrowserContext[] = [];
  let served: Served;
  beforeAll(async () => {
    const { folder, ...serving } = await make();
    served = await serveFolder(folder, serving);
  }, 600_000);
  afterAll(async () => {
    for (const context of kept) await context.close();
    served?.server.close();
  });
  return async (path, options = {}, lives = "test") => {
    browser ??= openBrowser();
    const context = await (await browser).newContext({ baseURL: served.url, ...options });
    if (lives === "test") onTestFinished(() => context.close());
    else kept.push(context);
    const page = await context.newPage();
    const foreign = foreignRequests(page, served.url);
    const refused: string[] = [];
    page.on("console", (message) => {
      if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text());
    });
    await page.goto(path);
    return { page, foreign, refused };
  };
}
