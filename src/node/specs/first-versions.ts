import { readFileSync } from "node:fs";
import { versionPattern } from "../../core/spec/versions.ts";
import type { FirstVersions } from "./new-specs.ts";

/**
 * First releases and commits from a JSON file, `{ "<kfunc>": { "first_version": "6.4", "commit": "<id>" } }`, such as
 * other documentation keeps them. What is not a release or an id is left out.
 */
export function readFirstVersions(path: string): FirstVersions {
  const json = JSON.parse(readFileSync(path, "utf8")) as Record<string, Record<string, unknown>>;
  return new Map(
    Object.entries(json).flatMap(([name, { first_version: version, commit }]) => {
      if (typeof version !== "string" || !versionPattern.test(version)) return [];
      const isCommit = typeof commit === "string" && /^[0-9a-f]{12,40}$/.test(commit);
      return [[name, { version, ...(isCommit && { commit }) }] as const];
    }),
  );
}
