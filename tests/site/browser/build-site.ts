import { execFile } from "node:child_process";
import { copyFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "../../..");

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the built site. */
    dist: string;
    /** The SiteModel that it was built from, as JSON. */
    siteModel: string;
  }
}

/** Builds the site once by the whole pipeline, into a folder of its own; what did not change comes from the cache. */
export default async function buildSite(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "kfdoc-site-"));
  const dist = join(folder, "dist");
  const siteModel = join(folder, "site-model.json");
  const env = { ...process.env, CI: "1", NODE_ENV: "production" };
  await run(process.execPath, [join(root, "src/cli/kfdoc.ts"), "build", "--out", dist], { cwd: root, env });
  copyFileSync(join(root, ".cache/kfdoc/site-model.json"), siteModel);
  project.provide("dist", dist);
  project.provide("siteModel", siteModel);
  return () => rm(folder, { recursive: true, force: true });
}
