import { execFile } from "node:child_process";
import { copyFileSync, renameSync, writeFileSync } from "node:fs";
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
    /** A file that is there once the site is built: empty, or why it could not be. */
    siteBuilt: string;
  }
}

/**
 * Builds the site once by the whole pipeline, into a folder of its own; what did not change comes from the cache. Tests that need no site
 * run meanwhile, and those that do wait for it: `site.ts`.
 */
export default async function buildSite(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "kfdoc-site-"));
  const dist = join(folder, "dist");
  const siteModel = join(folder, "site-model.json");
  const siteBuilt = join(folder, "built");
  const env = { ...process.env, CI: "1", NODE_ENV: "production" };
  const building = run(process.execPath, [join(root, "src/cli/kfdoc.ts"), "build", "--out", dist], { cwd: root, env });
  const copied = building.then(() => copyFileSync(join(root, ".cache/kfdoc/site-model.json"), siteModel));
  const told = copied.then(
    () => writeFileSync(siteBuilt, ""),
    (error: unknown) => {
      writeFileSync(`${siteBuilt}.draft`, String(error));
      renameSync(`${siteBuilt}.draft`, siteBuilt);
    },
  );
  project.provide("dist", dist);
  project.provide("siteModel", siteModel);
  project.provide("siteBuilt", siteBuilt);
  return async () => {
    building.child.kill();
    await told;
    await rm(folder, { recursive: true, force: true });
  };
}
