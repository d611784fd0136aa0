import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openBrowser } from "../../src/node/site-measures/open-browser.ts";
import { writeSampleContent } from "../drivers/sample-content.ts";
import { project, sharedCache } from "../node/build/content-copy.ts";

const content = mkdtempSync(join(tmpdir(), "kfdoc-dev-"));
const spec = join(content, "kfuncs/dynptr/bpf_dynptr_slice.yaml");
const prose = spec.replace(/yaml$/, "md");
const source = join(content, "examples/dynptr/from-xdp.bpf.c");
/** Wrong from the start. */
const wrong = join(content, "kfuncs/xfrm/bpf_skb_get_xfrm_info.yaml");
/** For a busy machine. */
const patience = { timeout: 60_000 };

let server: ChildProcess;
let browser: Browser;
let page: Page;
let address = "";
let printed = "";

beforeAll(async () => {
  writeSampleContent(content);
  save(wrong, "since:", "sinze:");
  const command = ["src/cli/kfdoc.ts", "dev", "--port", "0", "--content", content, "--cache", sharedCache];
  // Where this is set, Astro leaves its pages to whoever tests it, and finds none.
  const { VITEST: _, ...env } = process.env;
  server = spawn(process.execPath, command, { cwd: project, env, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [server.stdout, server.stderr]) stream?.on("data", (chunk) => (printed += chunk));
  await vi.waitUntil(() => /http:\S+\//.test(printed), patience);
  address = /http:\S+\//.exec(printed)?.[0] ?? "";
  browser = await openBrowser();
  page = await browser.newPage();
  page.setDefaultTimeout(60_000);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  server?.kill("SIGKILL");
  rmSync(content, { recursive: true, force: true });
});

const open = (path: string) => page.goto(`${address}${path}`, { timeout: 60_000 });
const findings = () => page.locator("kf-findings");

/** Saves a file with another text in the place of one that stands in it; what it gives back saves it as it was. */
function save(file: string, from: string, to: string): () => void {
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
  return () => writeFileSync(file, text);
}

describe("the open page", { timeout: 200_000 }, () => {
  test("of a spec that never was right says so, and follows once it is", async () => {
    const before = printed.length;
    await open("kfuncs/bpf_skb_get_xfrm_info/");
    await page.locator("h1", { hasText: "Not to be shown yet" }).waitFor();
    await findings().getByText("did you mean since?").first().waitFor();
    save(wrong, "sinze:", "since:");
    await page.locator("h1", { hasText: "bpf_skb_get_xfrm_info" }).waitFor();
    await findings().waitFor({ state: "detached" });
    expect(printed.slice(before)).not.toContain("[router]");
  });

  test("follows prose and spec, and is loaded once", async () => {
    await open("kfuncs/bpf_dynptr_slice/");
    await page.evaluate("window.isAsItWas = true");
    const undo = [save(prose, "\n\n", "\n\nThe page was changed by its author.\n\n")];
    await page.getByText("The page was changed by its author.").waitFor();
    undo.push(save(spec, "summary: ", "summary: Now and then, "));
    await page.locator(".lead", { hasText: "Now and then, " }).waitFor();
    for (const each of undo) each();
    await page.locator(".lead", { hasNotText: "Now and then, " }).waitFor();
    await page.getByText("The page was changed by its author.").waitFor({ state: "detached" });
    expect(await page.evaluate("window.isAsItWas")).toBe(true);
  });

  test("follows an example, and what is marked in it for the reader's kernel stays marked", async () => {
    await open("examples/dynptr/from-xdp/");
    await page.locator('kf-choice select[name="release"]').selectOption("6.1");
    const marked = page.locator("a.unavailable", { hasText: "bpf_dynptr_slice" });
    await marked.first().waitFor();
    const before = await marked.count();
    const undo = save(source, "SEC(", "/* The author was here. */\nSEC(");
    await page.getByText("The author was here.").first().waitFor();
    await vi.waitUntil(async () => (await marked.count()) === before, patience);
    undo();
    await page.getByText("The author was here.").first().waitFor({ state: "detached" });
  });

  test.each([
    { what: "YAML that is none", file: spec, from: "since:", to: "since: [", says: "yaml/" },
    { what: "a spec that is wrong", file: spec, from: "since:", to: "sinze:", says: "did you mean since?" },
    { what: "C that is wrong", file: source, from: "return XDP_", to: "return <b>XDP_", says: "example/compile" },
    {
      what: "a dead name in prose",
      file: prose,
      from: "\n\n",
      to: "\n\nSee [[bpf_nope]].\n\n",
      says: "page/unknown-kfunc",
    },
  ])("is as it last was right, with what is wrong beside it: $what", async ({ file, from, to, says }) => {
    await open("kfuncs/bpf_dynptr_slice/");
    const lead = await page.locator(".lead").textContent();
    const before = printed.length;
    const undo = save(file, from, to);
    await findings().getByText(says).first().waitFor();
    expect(await findings().locator("b").count()).toBe(0);
    expect(printed.slice(before)).toContain(says);
    await page.reload();
    await findings().getByText(says).first().waitFor();
    expect(await page.locator(".lead").textContent()).toBe(lead);
    undo();
    await findings().waitFor({ state: "detached" });
  });

  test("survives files that are taken away", async () => {
    await open("kfuncs/bpf_dynptr_slice/");
    const text = readFileSync(spec);
    rmSync(spec);
    await findings().waitFor();
    expect((await open("kfuncs/bpf_dynptr_slice/"))?.status()).toBe(200);
    writeFileSync(spec, text);
    await findings().waitFor({ state: "detached" });
  });

  test("says that search needs a build", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("dynptr");
    await page.locator("kf-search output", { hasText: "kfdoc build" }).waitFor();
  });
});

test("a port that was asked for and is taken is refused before anything is checked", async () => {
  const command = ["src/cli/kfdoc.ts", "dev", "--port", new URL(address).port, "--content", content];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: project,
    encoding: "utf8",
    timeout: 30_000,
  });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("is taken");
}, 60_000);

test("Ctrl-C ends it with 0", async () => {
  server.kill("SIGINT");
  expect(await new Promise((resolve) => server.on("exit", resolve))).toBe(0);
});
