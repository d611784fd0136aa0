import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EmulationResult } from "../../src/core/emulator/emulate.ts";
import { findBrowser } from "../../src/node/set-up/find-browser.ts";
import { findFirefox } from "../../src/node/set-up/find-firefox.ts";
import { contentFacts } from "../drivers/content-facts.ts";
import { type EngineCase, engineCases, engineRun } from "../drivers/engine-cases.ts";
import { sampleRuns } from "../drivers/sample-runs.ts";
import { type Bundle, bundleEmulator } from "./bundle.ts";
import { type BrowserCommand, openPage } from "./open-page.ts";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "kfdoc-everywhere-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of each case, by the engine's name: its result as JSON. */
type Results = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Report {
  readonly results: Results;
  readonly violations: readonly string[];
  readonly evalIsRefusedBy: string;
}

const isEverything = process.env.KFDOC_EVERYWHERE === "all";

/** Of each C file the first scenario of it as it stands, and the first of a variant of it. `KFDOC_EVERYWHERE=all` takes all. */
function chooseCases(cases: readonly EngineCase[]): readonly EngineCase[] {
  const taken = new Set<string>();
  return cases.filter(({ source, scenario: { variant } }) => {
    const kind = `${source} ${variant === undefined}`;
    const isNew = !taken.has(kind);
    taken.add(kind);
    return isNew || isEverything;
  });
}

/** Writes what `run-cases.mjs` reads: each object once, and the cases that run programs of it. */
async function writeCases(): Promise<number> {
  const models = chooseCases(engineCases.filter(({ name }) => name.startsWith("models/")));
  const runs = [...models.map(engineRun), ...(await sampleRuns())];
  const objects = [...new Set(runs.map(({ object }) => object))];
  const nameOf = (index: number) => `object-${index}.o`;
  for (const [index, object] of objects.entries()) writeFileSync(join(folder, nameOf(index)), object);
  const { btf: _, kfuncs, ...facts } = contentFacts;
  const cases = {
    facts: { ...facts, kfuncs: [...kfuncs.values()] },
    objects: objects.map((_, index) => nameOf(index)),
    runs: runs.map(({ key, object, program, scenario }) => ({
      key,
      object: objects.indexOf(object),
      program,
      scenario,
    })),
  };
  writeFileSync(join(folder, "cases.json"), JSON.stringify(cases));
  copyFileSync(join(root, "content/kernels", facts.release, "vmlinux.btf"), join(folder, "vmlinux.btf"));
  return runs.length;
}

async function runInNode(): Promise<Results> {
  const script = join(folder, "in-node.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [script], { maxBuffer: 1 << 30 });
  return (JSON.parse(stdout) as Report).results;
}

let bundle: Bundle;
let inNode: Results;
let cases: number;

beforeAll(async () => {
  bundle = await bundleEmulator();
  writeFileSync(join(folder, "emulator.js"), bundle.code);
  for (const name of ["run-cases.mjs", "in-node.mjs", "in-page.mjs"]) {
    copyFileSync(join(import.meta.dirname, name), join(folder, name));
  }
  cases = await writeCases();
  inNode = await runInNode();
}, 900_000);

test("the bundle is made of core alone, without the packages that read content", () => {
  const foreign = bundle.modules.filter((path) => !/\/src\/(core|site\/islands)\//.test(path));
  expect(foreign).toEqual([]);
  expect(bundle.modules.filter((path) => path.includes("/src/core/spec/"))).toEqual([]);
  expect(bundle.imports).toEqual([]);
});

test("the bundle runs every case, and the engines of WebAssembly give what the machine gives", () => {
  expect(Object.keys(inNode)).toHaveLength(cases);
  const results = Object.entries(inNode);
  const differing = results.flatMap(([key, { stepwise = "", ...others }]) => {
    const { outcome, problem } = JSON.parse(stepwise) as EmulationResult;
    const plain = {
      problem,
      outcome: outcome && { ...outcome, timeline: { code: outcome.timeline.code, steps: [], omitted: 0 } },
    };
    return Object.entries(others).flatMap(([engine, text]) =>
      text === JSON.stringify(plain) ? [] : [`${key} ${engine}`],
    );
  });
  expect(differing).toEqual([]);
  expect(results.filter(([, { stepwise = "" }]) => stepwise.includes("The emulator failed"))).toEqual([]);
  expect(results.filter(([, { stepwise = "" }]) => "outcome" in JSON.parse(stepwise)).length).toBeGreaterThan(100);
});

interface Browser {
  readonly name: string;
  readonly command: BrowserCommand | undefined;
}

const chromium = findBrowser();
const firefox = findFirefox();

const browsers: readonly Browser[] = [
  {
    name: "Chromium",
    command:
      chromium === undefined
        ? undefined
        : {
            path: chromium,
            arguments: (profile) => [
              "--headless",
              "--no-sandbox",
              "--disable-gpu",
              "--no-first-run",
              "--disable-background-networking",
              "--remote-debugging-port=0",
              `--user-data-dir=${profile}`,
            ],
          },
  },
  {
    name: "Firefox",
    command:
      firefox === undefined
        ? undefined
        : {
            path: firefox,
            arguments: (profile) => ["--headless", "--no-remote", "--profile", profile],
          },
  },
];

/** The cases whose results are not those of Node, byte for byte. */
const differing = (results: Results): string[] =>
  Object.keys(inNode).filter((key) => JSON.stringify(results[key]) !== JSON.stringify(inNode[key]));

describe.each(browsers)("$name", ({ name, command }) => {
  test("gives the same results as Node, on a page that may compile WebAssembly and nothing else", async ({ skip }) => {
    if (!command) skip(`there is no ${name} on this machine`);
    const report = (await openPage(folder, command as BrowserCommand)) as Report;
    expect(report).toMatchObject({ violations: [], evalIsRefusedBy: "EvalError" });
    expect(Object.keys(report.results)).toHaveLength(cases);
    expect(differing(report.results)).toEqual([]);
  }, 600_000);
});
