import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { followRequests } from "../../../src/node/site-measures/follow-requests.ts";
import { openBrowser } from "../../../src/node/site-measures/open-browser.ts";

const busy = "<script>for (const end = performance.now() + 100; performance.now() < end; );</script>";

/** What a server has: a page that is busy for longer than a network has to be idle, and then wants a script, which wants something slow. */
const files: Readonly<Record<string, string>> = {
  "/": `<!doctype html><link rel="icon" href="data:,">${busy.repeat(15)}<script>
    document.head.append(Object.assign(document.createElement("script"), { src: "/last.js" }));
  </script>`,
  "/last.js": `fetch("/slow.txt").then((answer) => answer.text()).then((text) => { document.title = text; });`,
  "/slow.txt": "arrived",
};

let browser: Browser;
let server: Server;

beforeAll(async () => {
  browser = await openBrowser();
  server = createServer(({ url = "" }, response) => {
    if (url === "/") response.setHeader("content-type", "text/html");
    setTimeout(() => response.end(files[url]), url === "/slow.txt" ? 1000 : 0);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});

test("a page that was busy before it asked for its last is waited for, the second time, too", async () => {
  const page = await browser.newPage();
  const rest = followRequests(page);
  for (let time = 0; time < 2; time++) {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await rest();
    expect(await page.title()).toBe("arrived");
  }
  await page.close();
});
