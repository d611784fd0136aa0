import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { alignTable } from "../bench/table.ts";
import type { SiteModel } from "../build/site-model.ts";
import { readSiteModel } from "../pages/read-site-model.ts";
import { sitePlace } from "../pages/site-place.ts";
import { UsageError } from "../reports/usage-error.ts";
import { brokenBounds } from "./bounds.ts";
import { type LighthouseReading, lighthouse, lighthouseCategories } from "./lighthouse.ts";
import { type MeasuredSite, measurePage, NARROWEST, type PageMeasures } from "./measure-page.ts";
import { openBrowser } from "./open-browser.ts";
import { pageKinds } from "./page-kinds.ts";
import { doTask, type ReaderTask, readerTasks, type TaskResult } from "./reader-tasks.ts";
import { serveFolder } from "./serve-folder.ts";
import { totalWeight } from "./visit.ts";

export interface MeasuredFolders {
  /** The built site. */
  readonly dist: string;
  readonly cache: string;
}

interface Wishes {
  /** Only this kind of page. */
  readonly kind: string | undefined;
  readonly lighthouse: boolean;
}

const USAGE = "Usage: measure-site [--kind <one kind of page>] [--lighthouse]";

function parse(args: readonly string[]): Wishes {
  try {
    const options = { kind: { type: "string" }, lighthouse: { type: "boolean", default: false } } as const;
    const { kind, lighthouse } = parseArgs({ args: [...args], options }).values;
    return { kind, lighthouse };
  } catch (error) {
    throw new UsageError((error as Error).message, USAGE);
  }
}

function chosenKinds(model: SiteModel, kind: string | undefined): [string, string][] {
  const kinds = Object.entries(pageKinds(model));
  const chosen = kinds.filter(([name]) => kind === undefined || name === kind);
  if (chosen.length > 0) return chosen;
  throw new UsageError(`No page is of the kind ${kind}`, `Name one of: ${kinds.map(([name]) => name).join(", ")}`);
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);

const headings = [
  ...["page", "html kB", "css", "script", "fonts", "other", "all", "reading script"],
  ...["LCP ms", "CLS", "CLS slow", "TBT ms", "hosts", `at ${NARROWEST}`, "axe light", "dark"],
];

function measuresRow({ kind, visit, slowShift, width, axe }: PageMeasures): string[] {
  const { html, css, script, fonts, other } = visit.weight;
  const { largestPaint, shift, blocked } = visit.arrival;
  return [
    kind,
    ...[html, css, script, fonts, other, totalWeight(visit.weight), visit.readingScript].map(kilobytes),
    largestPaint.toFixed(0),
    shift.toFixed(4),
    slowShift.toFixed(4),
    blocked.toFixed(0),
    ...[visit.foreign.length, width, axe.light.length, axe.dark.length].map(String),
  ];
}

const lighthouseRow = (kind: string, { scores }: LighthouseReading) => [
  kind,
  ...lighthouseCategories.map((name) => String(scores[name])),
];

function taskRow({ question }: ReaderTask, { effort, seconds, missing }: TaskResult): string[] {
  const { clicks, selections, texts } = effort;
  return [
    question,
    ...[clicks, selections, texts].map(String),
    seconds.toFixed(1),
    missing === undefined ? "yes" : "no",
  ];
}

async function measureTasks(browser: Browser, url: string): Promise<{ rows: string[][]; broken: string[] }> {
  const rows = [["task", "clicks", "selections", "texts", "seconds", "answered"]];
  const broken: string[] = [];
  for (const task of readerTasks) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    const result = await doTask(page, task);
    rows.push(taskRow(task, result));
    if (result.missing !== undefined) broken.push(`${task.question} ${page.url()} lacks ${result.missing}`);
    await context.close();
  }
  return { rows, broken };
}

async function measureAll(
  browser: Browser,
  site: MeasuredSite,
  kinds: readonly [string, string][],
  say: (text: string) => void,
): Promise<string[]> {
  const rows = [headings];
  const broken: string[] = [];
  for (const [kind, path] of kinds) {
    const measures = await measurePage(browser, site, kind, path);
    rows.push(measuresRow(measures));
    broken.push(...brokenBounds(measures).map((words) => `${kind} (${path}): ${words}`));
  }
  say(`${alignTable(rows)}\n`);
  const tasks = await measureTasks(browser, `${site.url}/`);
  say(`${alignTable(tasks.rows)}\n`);
  return [...broken, ...tasks.broken];
}

async function readLighthouse(
  url: string,
  kinds: readonly [string, string][],
  folder: string,
  say: (text: string) => void,
): Promise<void> {
  const rows = [["Lighthouse", ...lighthouseCategories]];
  const findings: string[] = [];
  for (const [kind, path] of kinds) {
    // Lighthouse refuses what is answered with 404: that page is read by its file's own address.
    const reading = await lighthouse(url + (kind === "404" ? "/404.html" : path), folder);
    if (typeof reading === "string") {
      findings.push(`${kind} (${path}): no reading, ${reading}`);
      continue;
    }
    rows.push(lighthouseRow(kind, reading));
    findings.push(...reading.findings.map((words) => `${kind} (${path}): ${words}`));
  }
  say(`${[alignTable(rows), ...findings].join("\n")}\n`);
}

/** Measures a page of each kind in Chromium, and three tasks of a reader; gives 1 where a bound is broken. */
export async function measureSite(
  args: readonly string[],
  { dist, cache }: MeasuredFolders,
  say: (text: string) => void,
): Promise<number> {
  const wishes = parse(args);
  if (!existsSync(join(dist, "index.html"))) throw new UsageError(`There is no site in ${dist}`, "Run npm run build");
  const model = readSiteModel(join(cache, "site-model.json"));
  const { base } = sitePlace(model.site);
  const kinds = chosenKinds(model, wishes.kind);
  const browser = await openBrowser();
  const quick = await serveFolder(dist, { base, compress: true });
  const slow = await serveFolder(dist, { base, slow: { pieces: 12, pause: 60 } });
  try {
    const site = { url: quick.url + base.slice(0, -1), slowUrl: slow.url + base.slice(0, -1) };
    const broken = await measureAll(browser, site, kinds, say);
    if (wishes.lighthouse) await readLighthouse(site.url, kinds, join(cache, "lighthouse"), say);
    for (const words of broken) say(words);
    return broken.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
    for (const { server } of [quick, slow]) server.close();
  }
}
