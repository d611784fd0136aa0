import { readFileSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, inject, onTestFinished } from "vitest";
import type { KfuncModel, SiteModel } from "../../../src/node/build/site-model.ts";
import { listPages } from "../../../src/node/pages/read-page.ts";
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

/** Kfuncs that somebody has described. */
export const describedKfuncs = () => siteModel().kfuncs.filter(({ spec }) => spec.summary !== undefined);

/** The kfunc without a description that changed most, and so has the longest page of facts. */
export function bareKfunc(): KfuncModel {
  const changes = ({ history, registrations }: KfuncModel) => (history?.changes.length ?? 0) + registrations.length;
  const bare = siteModel().kfuncs.filter(({ spec }) => spec.summary === undefined);
  const [most] = bare.sort((left, right) => changes(right) - changes(left));
  if (!most) throw new Error("every kfunc is described");
  return most;
}

/** The newest release whose verifier was asked; undefined where none was. */
export const measuredRelease = () => siteModel().kernels.find(({ forms }) => forms)?.release;

/** One page of each kind, by its path. */
export function pageKinds(): Record<string, string> {
  const { examples, kernels, structs } = siteModel();
  const [kfunc] = describedKfuncs();
  const [example] = examples;
  const longest = structs.reduce((one, other) => (other.layouts.length > one.layouts.length ? other : one));
  const measured = measuredRelease();
  const [newest] = kernels;
  const [concept] = listPages("concepts");
  return {
    index: "/",
    kfunc: `/kfuncs/${kfunc?.name}/`,
    "undescribed kfunc": `/kfuncs/${bareKfunc().name}/`,
    kfuncs: "/kfuncs/",
    matrix: measured === undefined || measured === newest?.release ? "/availability/" : `/availability/${measured}/`,
    release: `/releases/${newest?.release}/`,
    releases: "/releases/",
    struct: `/structs/${longest.name}/`,
    structs: "/structs/",
    flag: `/flags/${kfunc?.flags[0] ?? "KF_ACQUIRE"}/`,
    flags: "/flags/",
    "program type": "/program-types/BPF_PROG_TYPE_STRUCT_OPS/",
    "program types": "/program-types/",
    coverage: "/coverage/",
    guide: "/guides/document-a-kfunc/",
    ...(concept && { concept: `/concepts/${concept}/` }),
    examples: "/examples/",
    example: `/examples/${example?.key}/`,
    fault: "/faults/null-dereference/",
    emulator: "/emulator/",
    faults: "/faults/",
    error: "/errors/EINVAL/",
    errors: "/errors/",
    message: "/verifier-messages/unreleased-reference/",
    messages: "/verifier-messages/",
    diagnostic: "/diagnostics/page/raw-html/",
    diagnostics: "/diagnostics/",
    "examples of a family": `/examples/${example?.subsystem}/`,
    everything: "/everything/",
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
