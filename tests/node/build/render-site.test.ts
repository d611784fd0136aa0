import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { defaultSettings } from "../../../src/core/spec/site-settings.ts";
import { RenderFailure, type RenderJob, renderSite, restorePages } from "../../../src/node/build/render-site.ts";
import type { SiteModel } from "../../../src/node/build/site-model.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";

/** Stands for Astro: one page with the release of the model, or a failure. Astro itself is run by the tests of the site. */
const renderer = `#!/usr/bin/env node
const { mkdirSync, readFileSync, writeFileSync, existsSync } = require("node:fs");
if (existsSync("broken")) { console.error("no such component"); process.exit(1); }
mkdirSync(process.env.KFDOC_OUT + "/a", { recursive: true });
const model = JSON.parse(readFileSync(process.env.KFDOC_SITE_MODEL, "utf8"));
writeFileSync(process.env.KFDOC_OUT + "/a/index.html", model.kernel.release);
`;

const provenance = {
  release: "7.3",
  kernel: "7.3.1",
  architecture: "amd64" as const,
  importer: 1,
  packages: [],
  image: { sha256: "", bytes: 0 },
  btf: { sha256: "", bytes: 0, types: 0 },
  kfuncs: {},
};

const model = (release: string): SiteModel => ({
  kernel: { release, version: `${release}.1`, package: "linux", packageVersion: "1", kfuncs: 0, provenance },
  kernels: [],
  kfuncs: [],
  structs: [],
  examples: [],
  emulator: { contexts: [], maps: [], helpers: [] },
  coverage: [],
  site: { ...defaultSettings, folder: "content", images: [] },
});
const sources = { specs: [], pages: [], examples: [], headers: [], kernels: [], records: [] };

let job: RenderJob;
beforeEach(() => {
  const folder = temporaryFolder();
  const project = join(folder, "project");
  mkdirSync(join(project, "node_modules", ".bin"), { recursive: true });
  writeFileSync(join(project, "node_modules", "astro.cjs"), renderer);
  symlinkSync("../astro.cjs", join(project, "node_modules", ".bin", "astro"));
  for (const name of ["astro.config.mjs", "ec.config.mjs", "package-lock.json"]) writeFileSync(join(project, name), "");
  mkdirSync(join(folder, "cache"));
  job = { project, content: join(folder, "content"), cache: join(folder, "cache"), out: join(folder, "dist") };
});

const written = (unchanged: boolean) => ({ value: { pages: 1, unchanged }, diagnostics: [] });

const page = () => readFileSync(join(job.out, "a", "index.html"), "utf8");

describe("renderSite", () => {
  test("writes pages, and once more only where something changed", async () => {
    expect(await renderSite(model("7.3"), sources, job)).toEqual(written(false));
    expect(await renderSite(model("7.3"), sources, job)).toEqual(written(true));
    expect(await renderSite(model("7.4"), sources, job)).toEqual(written(false));
    expect(page()).toBe("7.4");
  });

  test("writes pages again that were changed by hand", async () => {
    await renderSite(model("7.3"), sources, job);
    writeFileSync(join(job.out, "a", "index.html"), "other");
    expect(await renderSite(model("7.3"), sources, job)).toEqual(written(false));
    expect(page()).toBe("7.3");
  });

  test("copies pages that another folder holds as they were written", async () => {
    const other = { ...job, out: `${job.out}-other` };
    await renderSite(model("7.3"), sources, other);
    await renderSite(model("7.4"), sources, { ...job, out: `${job.out}-newer` });
    writeFileSync(join(job.project, "broken"), "");
    expect(await renderSite(model("7.3"), sources, job)).toEqual(written(false));
    expect(page()).toBe("7.3");
    expect(readFileSync(join(job.cache, "site-model.json"), "utf8")).toBe(JSON.stringify(model("7.3")));
    writeFileSync(join(other.out, "a", "index.html"), "other");
    expect(await renderSite(model("7.3"), sources, job)).toEqual(written(true));
    writeFileSync(join(job.out, "a", "index.html"), "other");
    await expect(renderSite(model("7.3"), sources, job)).rejects.toThrow(RenderFailure);
  });

  test("leaves the last good pages where the renderer fails, and says what it said", async () => {
    await renderSite(model("7.3"), sources, job);
    writeFileSync(join(job.project, "broken"), "");
    const failure = renderSite(model("7.4"), sources, job);
    await expect(failure).rejects.toThrow(RenderFailure);
    await expect(failure).rejects.toThrow("no such component");
    expect(page()).toBe("7.3");
    expect(readdirSync(job.cache).filter((name) => name.startsWith("dist-next"))).toEqual([]);
  });

  test("leaves the last good pages where a link of the new ones leads nowhere", async () => {
    await renderSite(model("7.3"), sources, job);
    const { value, diagnostics } = await renderSite(model("<a href='/b/'>7.4</a>".replaceAll("'", '"')), sources, job);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: "site/link", message: "/b/ leads nowhere" }]);
    expect(page()).toBe("7.3");
  });

  test("brings the last good pages back after a build that was ended between two steps", async () => {
    await renderSite(model("7.3"), sources, job);
    renameSync(job.out, `${job.out}.previous`);
    restorePages(job);
    expect(page()).toBe("7.3");
  });
});
