import { setTimeout as pause } from "node:timers/promises";
import type { Page, Request } from "playwright-core";

/** Milliseconds in which nothing may be under way. */
const QUIET = 500;
/** Milliseconds after which what is still under way is taken for something that never ends. */
const LONGEST = 60_000;

/**
 * Follows what a page asks for from now on. What it gives waits until the page is loaded and nothing has been under way for half a second.
 * Playwright's `networkidle` does not do: where a long page is laid out for half a second before it asks for its last script, it comes too
 * early, is taken back with that script, and never comes again.
 */
export function followRequests(page: Page): () => Promise<void> {
  const underWay = new Set<Request>();
  let changed = 0;
  page.on("request", (request) => {
    underWay.add(request);
    changed = performance.now();
  });
  const end = (request: Request) => {
    underWay.delete(request);
    changed = performance.now();
  };
  page.on("requestfinished", end);
  page.on("requestfailed", end);
  return async () => {
    await page.waitForLoadState();
    const start = performance.now();
    while (underWay.size > 0 || performance.now() - Math.max(start, changed) < QUIET) {
      if (performance.now() - start > LONGEST) {
        const addresses = Array.from(underWay, (request) => request.url());
        throw new Error(
          `The page never came to rest. Under way: ${addresses.join(", ") || "one request after another"}`,
        );
      }
      await pause(25);
    }
  };
}
