/**
 * Measures how long `kfdoc dev` takes from a save to the page that shows it, in a browser, on a copy of the content:
 * `npm run measure-dev`. Another kfunc with a page, and an example, may follow. Figures are wall milliseconds; on a busy machine they tell
 * little.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { median } from "../src/node/bench/measure.ts";
import { alignTable } from "../src/node/bench/table.ts";
import { runScript } from "../src/node/reports/run-script.ts";
import { UsageError } from "../src/node/reports/usage-error.ts";
import { openBrowser } from "../src/node/site-measures/open-browser.ts";

const SAVES = 10;

const root = join(import.meta.dirname, "..");

/** What is saved over and over, and the page that shows it. */
interface Kind {
  readonly name: string;
  readonly file: string;
  readonly page: string;
  /** The text of the file with words in it that the page will show. */
  readonly with: (text: string, words: string) => string;
}

function kindsOf(content: string, kfunc: string, example: string): Kind[] {
  const [spec] = globSync(`kfuncs/*/${kfunc}.yaml`, { cwd: content });
  if (spec === undefined)
    throw new UsageError(`There is no spec of ${kfunc}`, "Name a kfunc that has a spec and a page.");
  const page = `kfuncs/${kfunc}/`;
  return [
    { name: "prose", file: spec.replace(/yaml$/, "md"), page, with: (text, words) => `${text}\n${words}.\n` },
    { name: "spec", file: spec, page, with: (text, words) => text.replace(/^summary: /m, `summary: ${words}. `) },
    {
      name: "example",
      file: `examples/${example}.bpf.c`,
      page: `examples/${example}/`,
      with: (text, words) => text.replace(/^SEC\(/m, `/* ${words} */\nSEC(`),
    },
  ];
}

/** In the page: resolves once it shows the words, or no longer shows them. */
const shows = ({ words, isThere }: { words: string; isThere: boolean }) => `new Promise((resolve) => {
  const look = () => {
    if (document.body.textContent.includes(${JSON.stringify(words)}) !== ${isThere}) return;
    observer.disconnect();
    resolve();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, characterData: true });
  look();
})`;

/** Milliseconds of each save. Between two, the file is put back and the page follows. */
async function measure(page: Page, content: string, kind: Kind): Promise<number[]> {
  const path = join(content, kind.file);
  const text = readFileSync(path, "utf8");
  const save = async (saved: string, state: { words: string; isThere: boolean }) => {
    const shown = page.evaluate(shows(state));
    const started = performance.now();
    writeFileSync(path, saved);
    await shown;
    return performance.now() - started;
  };
  const times: number[] = [];
  for (let count = 0; count <= SAVES; count++) {
    const words = `Written for the time being ${process.pid} ${count}`;
    times.push(await save(kind.with(text, words), { words, isThere: true }));
    await save(text, { words, isThere: false });
  }
  // The first one reads the dictionary, or lays out the headers.
  return times.slice(1);
}

/** The address at which the site is served. */
function addressOf(server: ChildProcess): Promise<string> {
  let printed = "";
  return new Promise((resolve, reject) => {
    server.stdout?.on("data", (chunk) => {
      printed += chunk;
      const [address] = /http:\S+\//.exec(printed) ?? [];
      if (address !== undefined) resolve(address);
    });
    server.on("exit", () => reject(new UsageError("kfdoc dev serves nothing", printed.trim())));
  });
}

const rowOf = (name: string, times: readonly number[]) => [
  name,
  ...[median(times), Math.min(...times), Math.max(...times)].map((time) => time.toFixed(0)),
];

async function measureKinds(browser: Browser, content: string, kinds: readonly Kind[]): Promise<void> {
  const command = ["src/cli/kfdoc.ts", "dev", "--port", "0", "--content", content];
  const server = spawn(process.execPath, command, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const address = await addressOf(server);
  const rows = [["from save to page, ms", "median", "least", "most"]];
  try {
    const page = await browser.newPage();
    for (const kind of kinds) {
      await page.goto(`${address}${kind.page}`, { waitUntil: "networkidle", timeout: 0 });
      rows.push(rowOf(kind.name, await measure(page, content, kind)));
    }
  } finally {
    server.kill("SIGINT");
    await once(server, "exit");
  }
  const load = loadavg().map((each) => each.toFixed(1));
  console.log(`${alignTable(rows)}\n${SAVES} saves each; load of the machine ${load.join(" ")}`);
}

await runScript(async () => {
  const [kfunc = "bpf_xdp_get_xfrm_state", example = "xfrm/replay-window"] = process.argv.slice(2);
  const browser = await openBrowser();
  const content = mkdtempSync(join(tmpdir(), "kfdoc-measure-"));
  try {
    cpSync(join(root, "content"), content, { recursive: true });
    await measureKinds(browser, content, kindsOf(content, kfunc, example));
  } finally {
    await browser.close();
    rmSync(content, { recursive: true, force: true });
  }
  return 0;
});
