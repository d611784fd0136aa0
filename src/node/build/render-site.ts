import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { type Checked, hasErrors } from "../../core/diagnostics/diagnostic.ts";
import { checkSite, type WrittenSite } from "../built-site/check-site.ts";
import { codeVersion, folderKey } from "../cache/code-version.ts";
import { contentKey } from "../cache/content-key.ts";
import type { ContentSources } from "../content/content-sources.ts";
import { isBelow } from "../content/is-below.ts";
import { sitePlace } from "../pages/site-place.ts";
import { endWithChild } from "../processes/end-with-child.ts";
import type { SiteFile } from "./site-file.ts";
import type { SiteModel } from "./site-model.ts";

/** Astro could not write the pages: a fault of the site's own code, told with Astro's words. */
export class RenderFailure extends Error {}

export interface RenderJob {
  /** Where package.json and astro.config.mjs stand. */
  readonly project: string;
  readonly content: string;
  readonly cache: string;
  /** The folder to write. */
  readonly out: string;
}

export interface Rendered {
  readonly pages: number;
  /** Nothing that pages are made of changed since they were written, and they are as they were. */
  readonly unchanged: boolean;
}

const siteVariables = ["KFDOC_SITE_URL", "KFDOC_BASE", "KFDOC_EDIT_URL", "KFDOC_HISTORY_URL"] as const;

function inputKey(model: SiteModel, sources: ContentSources, project: string): string {
  const file = (name: string) => readFileSync(join(project, name));
  const folder = (name: string) => (existsSync(join(project, name)) ? folderKey(join(project, name)) : "");
  return contentKey(
    JSON.stringify(model),
    sources.pages.map(({ path, text }) => [path, text]),
    codeVersion("site", "core", "node/pages", "node/explain", "node/built-site"),
    folder("public"),
    [file("astro.config.mjs"), file("ec.config.mjs"), file("package-lock.json")],
    siteVariables.map((name) => process.env[name]),
  );
}

function countPages(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html")).length;
}

/** Of the last rendering into a folder: the keys of its input and its output, and the folder. */
interface Rendering {
  readonly input: string;
  readonly output: string;
  readonly out: string;
}

const recordOf = ({ cache, out }: RenderJob) => join(cache, `rendered-${contentKey(out).slice(0, 16)}.json`);

function lastRendering(record: string): Partial<Rendering> {
  try {
    return JSON.parse(readFileSync(record, "utf8")) as Partial<Rendering>;
  } catch {
    return {};
  }
}

/** The folder that holds the pages of this input as they were written: that of the job before all others. */
function findPages(input: string, job: RenderJob): string | undefined {
  const names = readdirSync(job.cache).filter((name) => /^rendered-\w+\.json$/.test(name));
  const records = new Set([recordOf(job), ...names.map((name) => join(job.cache, name))]);
  const last = [...records].map((record) => lastRendering(record));
  return last.find(
    ({ input: made, output, out }) => made === input && out && existsSync(out) && folderKey(out) === output,
  )?.out;
}

/** Names of Vite's and Astro's own: what the environment calls so, such as Vitest's, would win over the settings of the site. */
const builtInNames = ["ASSETS_PREFIX", "BASE_URL", "DEV", "MODE", "PROD", "SITE", "SSR"];

const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !builtInNames.includes(name)));

function runAstro({ project, content, cache }: RenderJob, next: string): Promise<void> {
  const env = {
    ...ownEnvironment(),
    ASTRO_TELEMETRY_DISABLED: "1",
    NODE_ENV: "production",
    KFDOC_OUT: next,
    KFDOC_CONTENT: content,
    KFDOC_SITE_MODEL: join(cache, "site-model.json"),
    KFDOC_CACHE: cache,
  };
  const astro = join(project, "node_modules", ".bin", "astro");
  const start = () =>
    spawn(process.execPath, [astro, "build"], { cwd: project, env, stdio: ["ignore", "pipe", "pipe"] });
  return endWithChild(start, awaitAstro);
}

function awaitAstro(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        printed = (printed + chunk.toString("utf8")).slice(-20_000);
      });
    }
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new RenderFailure(`Astro could not write the pages:\n${printed.trim()}`));
    });
  });
}

function writeFile(path: string, contents: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}

/** Renames, or copies first where the cache is on another device. */
function moveFolder(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    cpSync(from, `${to}.next`, { recursive: true });
    renameSync(`${to}.next`, to);
    rmSync(from, { recursive: true, force: true });
  }
}

/** A build that was ended between the two renames leaves the last good pages here. */
export function restorePages({ out }: Pick<RenderJob, "out">): void {
  const previous = `${out}.previous`;
  if (!existsSync(previous)) return;
  if (existsSync(out)) rmSync(previous, { recursive: true, force: true });
  else renameSync(previous, out);
}

/** Puts the new pages in the place of the old ones, which come back if that fails. */
export function swapPages(next: string, out: string): void {
  const previous = `${out}.previous`;
  mkdirSync(dirname(out), { recursive: true });
  if (existsSync(out)) renameSync(out, previous);
  try {
    moveFolder(next, out);
  } catch (error) {
    restorePages({ out });
    throw error;
  }
  rmSync(previous, { recursive: true, force: true });
}

/** The site in a folder, as its settings or the machine's say where it will be served. */
function writtenSite(
  folder: string,
  settings: SiteModel["site"],
  { project, out }: RenderJob,
  { pages }: ContentSources,
): WrittenSite {
  const { base, url: site } = sitePlace(settings);
  const shownAs = (isBelow(out, project) ? relative(project, out) : out).replaceAll(sep, "/");
  return { folder, shownAs, base, site, sources: pages };
}

/**
 * Writes the pages of a model that passed, and files beside them. `out` changes only once all of them are written and every link in
 * them leads somewhere. What another folder holds already is copied from there.
 */
export async function renderSite(
  model: SiteModel,
  sources: ContentSources,
  job: RenderJob,
  files: readonly SiteFile[] = [],
): Promise<Checked<Rendered>> {
  restorePages(job);
  const input = contentKey(inputKey(model, sources, job.project), ...files.map(({ contents }) => contents));
  writeFileSync(join(job.cache, "site-model.json"), JSON.stringify(model));
  const held = findPages(input, job);
  if (held === job.out) return { value: { pages: countPages(job.out), unchanged: true }, diagnostics: [] };
  const next = join(job.cache, `dist-next-${process.pid}`);
  rmSync(next, { recursive: true, force: true });
  try {
    if (held !== undefined) {
      cpSync(held, next, { recursive: true });
    } else {
      await runAstro(job, next);
      for (const { path, contents } of files) writeFile(join(next, path), contents);
      const diagnostics = checkSite(writtenSite(next, model.site, job, sources));
      if (hasErrors(diagnostics)) return { diagnostics };
    }
    swapPages(next, job.out);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
  const rendering: Rendering = { input, output: folderKey(job.out), out: job.out };
  writeFileSync(recordOf(job), JSON.stringify(rendering));
  return { value: { pages: countPages(job.out), unchanged: false }, diagnostics: [] };
}
