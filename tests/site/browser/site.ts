import { readFileSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, inject, onTestFinished } from "vitest";
import type { SiteModel } from "../../../src/node/build/site-model.ts";
import { serveFolder } from "./static-server.ts";

const browserArguments = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A page of the built site in a browser, and the addresses outside the site that it asked for. */
export interface OpenPage {
  readonly page: Page;
  readonly foreign: readonly string[];
}

export type Open = (path: string, options?: BrowserContextOptions) => Promise<OpenPage>;

export const siteModel = (): SiteModel => JSON.parse(readFileSync(inject("siteModel"), "utf8"));

/** One page of each kind, by its path. */
export function pageKinds(): Record<string, string> {
  const { kfuncs, examples } = siteModel();
  const kfunc = kfuncs.find(({ examples }) => examples.length > 0);
  const bare = kfuncs.find(({ spec }) => spec.summary === undefined);
  const [example] = examples;
  return {
    index: "/",
    kfunc: `/kfuncs/${kfunc?.name}/`,
    "undocumented kfunc": `/kfuncs/${bare?.name}/`,
    flag: `/flags/${kfuncs.flatMap(({ flags }) => flags)[0]}/`,
    "program type": `/program-types/${kfunc?.programTypes[0]}/`,
    example: `/examples/${example?.key}/`,
    fault: "/faults/null-dereference/",
    faults: "/faults/",
    diagnostic: "/diagnostics/page/raw-html/",
    diagnostics: "/diagnostics/",
    "404": "/no/such/page/",
  };
}

/** Serves the site and starts a browser for the tests of one file; each call of the result opens a fresh profile. */
export function useSite(): Open {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveFolder>>;
  beforeAll(async () => {
    served = await serveFolder(inject("dist"));
    const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
    browser = await chromium.launch({ executablePath, args: browserArguments });
  });
  afterAll(async () => {
    await browser?.close();
    served?.server.close();
  });
  return async (path, options = {}) => {
    const context = await browser.newContext({ baseURL: served.url, ...options });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const foreign: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(served.url) && !request.url().startsWith("data:")) foreign.push(request.url());
    });
    await page.goto(path);
    return { page, foreign };
  };
}
