import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { promisify } from "node:util";
import { findBrowser } from "../set-up/find-browser.ts";

/** Fetched by npm when it is asked for: it is larger than all packages that the site is made with. */
const version = "13.5.0";

export const lighthouseCategories = ["performance", "accessibility", "best-practices", "seo"] as const;

/** By category, of 100. */
export type LighthouseScores = Readonly<Record<(typeof lighthouseCategories)[number], number>>;

/** The part of Lighthouse's report that is read. */
interface Report {
  readonly categories: Readonly<
    Record<
      string,
      { readonly score: number | null; readonly auditRefs: readonly { readonly id: string; readonly weight: number }[] }
    >
  >;
  readonly audits: Readonly<Record<string, { readonly score: number | null; readonly title: string }>>;
}

export interface LighthouseReading {
  readonly scores: LighthouseScores;
  /** What costs points, in Lighthouse's words, but for what it times. */
  readonly findings: readonly string[];
}

const run = promisify(execFile);
/** A report is a few MB, most of it pictures of the page. */
const longestReport = 64 * 1024 * 1024;
/** In milliseconds; a page that needs longer is no page for a phone. */
const longestReading = 180_000;

function readReport({ categories, audits }: Report): LighthouseReading {
  const entries = lighthouseCategories.map((name) => [name, Math.round(100 * (categories[name]?.score ?? 0))]);
  const findings = lighthouseCategories
    .filter((name) => name !== "performance")
    .flatMap((name) => (categories[name]?.auditRefs ?? []).filter(({ weight }) => weight > 0))
    .flatMap(({ id }) => {
      const { score = null, title = "" } = audits[id] ?? {};
      return score !== null && score < 1 ? [`${id}: ${title}`] : [];
    });
  return { scores: Object.fromEntries(entries) as LighthouseScores, findings };
}

/** Why there is no reading: what Lighthouse printed last. */
function reasonOf(error: unknown): string {
  const { killed, stderr = "", message } = error as { killed?: boolean; stderr?: string; message: string };
  if (killed) return `it took more than ${longestReading / 1000} s`;
  return stderr.trim().split("\n").at(-1) || message;
}

/** What Lighthouse says of a page on a slow phone, or why it says nothing. It runs in `folder`, which must not be one with packages. */
export async function lighthouse(address: string, folder: string): Promise<LighthouseReading | string> {
  mkdirSync(folder, { recursive: true });
  const words = [
    ...["exec", "--yes", `--package=lighthouse@${version}`, "--", "lighthouse", address, "--quiet"],
    ...["--output=json", "--output-path=stdout", "--no-enable-error-reporting"],
    `--only-categories=${lighthouseCategories.join(",")}`,
    "--chrome-flags=--headless --no-sandbox --disable-gpu",
  ];
  const env = { ...process.env, CHROME_PATH: findBrowser() ?? "" };
  try {
    const limits = { maxBuffer: longestReport, timeout: longestReading };
    const { stdout } = await run("npm", words, { cwd: folder, env, ...limits });
    return readReport(JSON.parse(stdout) as Report);
  } catch (error) {
    return reasonOf(error);
  }
}
