import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { inject } from "vitest";

/** Waits for the site that `build-site.ts` builds beside the tests; fails by what the build said where there is none. */
export async function untilBuilt(): Promise<void> {
  const marker = inject("siteBuilt");
  while (!existsSync(marker)) await pause(100);
  const failure = readFileSync(marker, "utf8");
  if (failure !== "") throw new Error(failure);
}
