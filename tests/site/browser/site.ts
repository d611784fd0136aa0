import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, inject, onTestFinished } from "vitest";
import type { SiteModel } from "../../../src/node/build/site-model.ts";
import { followRequests } from "../../../src/node/site-measures/follow-requests.ts";
import { openBrowser } from "../../../src/node/site-measures/open-browser.ts";
import * as kinds from "../../../src/node/site-measures/page-kinds.ts";
import { type Served, serveFolder } from "../../../src/node/site-measures/serve-folder.ts";
import { foreignRequests } from "../../../src/node/site-measures/visit.ts";
import { untilBuilt } from "./until-built.ts";
import { BLANK, Windows } from "./windows.ts";

/** A page of the built site in a browser, the addresses outside the site that it asked for, and what its policy refused. */
export interface OpenPage {
  readonly page: Page;
  readonly foreign: readonly string[];
  readonly refused: readonly string[];
  /** Waits until the page is loaded and asks for nothing more. */
  readonly rest: () => Promise<void>;
}

/**
 * Opens a page as somebody finds it who was never there. For a test it does so in a window that earlier tests of the file had, in which
 * nothing of theirs is left; in a fresh profile where it is to be kept for all tests of the file.
 */
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

/** Serves the site, or another that `make` builds, for the tests of one file. */
export function useSite(make: () => Promise<ServedSite> = async () => ({ folder: inject("dist") })): Open {
  const contexts: BrowserContext[] = [];
  let served: Served;
  beforeAll(async () => {
    const { folder, ...serving } = await make();
    served = await serveFolder(folder, { ...serving, files: { [BLANK]: "" } });
  }, 600_000);
  afterAll(async () => {
    for (const context of contexts) await context.close();
    served?.server.close();
  });
  const start = async (options: BrowserContextOptions): Promise<Page> => {
    browser ??= openBrowser();
    const context = await (await browser).newContext({ baseURL: served.url, ...options });
    contexts.push(context);
    return context.newPage();
  };
  const windows = new Windows(start);
  const takeWindow = async (options: BrowserContextOptions): Promise<Page> => {
    const { page, release } = await windows.take(options);
    onTestFinished(release);
    return page;
  };
  return async (path, options = {}, lives = "test") => {
    const page = await (lives === "test" ? takeWindow(options) : start(options));
    const foreign = foreignRequests(page, served.url);
    const rest = followRequests(page);
    const refused: string[] = [];
    page.on("console", (message) => {
      if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text());
    });
    await page.goto(path);
    return { page, foreign, refused, rest };
  };
}
