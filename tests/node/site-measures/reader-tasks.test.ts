import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../../../src/node/site-measures/open-browser.ts";
import { doTask, readerTasks } from "../../../src/node/site-measures/reader-tasks.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

const search = '<kf-search><button onclick="this.nextSibling.hidden = false">Search</button><input hidden></kf-search>';

test.each([
  ["<p>Nothing to click</p>", "the button of the search"],
  [search, "a hit for -ENONET"],
])("a site that is %s is said to lack what was looked for", async (html, missing) => {
  const task = readerTasks.find(({ question }) => question.includes("-ENONET"));
  if (!task) throw new Error("nobody asks for -ENONET");
  const page = await browser.newPage();
  await page.setContent(html);
  const result = await doTask(page, task, 500);
  expect(result.missing).toBe(missing);
  expect(result.effort.clicks).toBe(1);
  await page.close();
});
