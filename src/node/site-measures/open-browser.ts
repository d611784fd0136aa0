import { type Browser, chromium } from "playwright-core";
import { UsageError } from "../reports/usage-error.ts";
import { findBrowser } from "../set-up/find-browser.ts";

/** Those of a browser that nobody looks at, and that asks no host for anything of its own. */
const browserArguments = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the Chromium of this machine. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new UsageError("There is no Chromium", "Install one, or name it by CHROMIUM=<path>.");
  return chromium.launch({ executablePath, args: browserArguments });
}
