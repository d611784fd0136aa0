import { findCommand } from "../clang/find-clang.ts";

const names = ["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];

/** The absolute path of a Firefox; `$FIREFOX` excludes all others. */
export function findFirefox(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = environment.FIREFOX;
  for (const name of chosen ? [chosen] : names) {
    const path = findCommand(name, environment);
    if (path) return path;
  }
  return undefined;
}
