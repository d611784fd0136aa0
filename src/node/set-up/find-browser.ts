import { findCommand } from "../clang/find-clang.ts";

/** The shell first: it draws pages for nobody to look at with a fifth less work, and is otherwise the same. */
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The absolute path of a Chromium or Chrome that opens pages without a screen; `$CHROMIUM` excludes all others. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = environment.CHROMIUM;
  for (const name of chosen ? [chosen] : names) {
    const path = findCommand(name, environment);
    if (path) return path;
  }
  return undefined;
}
