import { readdirSync } from "node:fs";
import { join } from "node:path";
import { compareVersions, versionPattern } from "../../core/spec/versions.ts";
import { ownContent } from "../content/own-content.ts";
import { LinuxUnavailable } from "../linux/linux-unavailable.ts";

function releases(content: string): string[] {
  try {
    return readdirSync(join(content, "kernels")).filter((name) => versionPattern.test(name));
  } catch {
    return [];
  }
}

/** The newest release that has kernel facts below the content folder, or comes with the generator where it has none. */
export function newestRelease(content: string): string {
  const own = releases(content);
  const newest = (own.length > 0 ? own : releases(ownContent)).sort(compareVersions).at(-1);
  if (newest !== undefined) return newest;
  throw new LinuxUnavailable("There are no facts of any kernel", "Name one with --kernel.");
}
