import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { sampleModel } from "../sample-model.ts";

const run = promisify(execFile);
const root = resolve(import.meta.dirname, "../../..");
const pipeline = join(root, "src/cli/kfdoc.ts");

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the built site. */
    dist: string;
    /** The SiteModel that it was built from, as JSON. */
    siteModel: string;
  }
}

/** Builds the site once into a folder of its own: by the whole pipeline, or with KFDOC_SAMPLE_SITE from the sample. */
export default async function buildSite(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "kfdoc-site-"));
  const dist = join(folder, "dist");
  const siteModel = join(folder, "site-model.json");
  const places = { KFDOC_SITE_MODEL: siteModel, KFDOC_OUT: dist };
  const options = { cwd: root, env: { ...process.env, CI: "1", NODE_ENV: "production", ASTRO_TELEMETRY_DISABLED: "1", ...places } };
  if (existsSync(pipeline) && !process.env.KFDOC_SAMPLE_SITE) {
    await run(process.execPath, [pipeline, "build"], options);
  } else {
    writeFileSync(siteModel, JSON.stringify(sampleModel));
    const content = join(root, "tests/site/sample-content");
    const astro = join(root, "node_modules/astro/bin/astro.mjs");
    await run(process.execPath, [astro, "build"], { ...options, env: { ...options.env, KFDOC_CONTENT: content } });
  }
  project.provide("dist", dist);
  project.provide("siteModel", siteModel);
  return () => rm(folder, { recursive: true, force: true });
}
