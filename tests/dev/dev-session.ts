import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page, Response } from "playwright-core";
import { expect, vi } from "vitest";
import { openBrowser } from "../../src/node/site-measures/open-browser.ts";
import { writeSampleContent } from "../drivers/sample-content.ts";
import { sharedCache } from "../drivers/shared-cache.ts";
import { project } from "../node/build/content-copy.ts";

/** For a busy machine. */
export const patience = { timeout: 60_000 };

/**
 * Waits until what a server printed says where it serves, which comes after the first check and the start of Astro; fails by what it printed
 * where it ended before.
 */
export async function addressIn(server: ChildProcess, printed: () => string): Promise<string> {
  const find = () => {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}:\n${printed()}`);
    return /http:\S+\//.exec(printed())?.[0];
  };
  return vi.waitUntil(find, { timeout: 180_000, interval: 50 });
}

/** `kfdoc dev` of a copy of the sample content, and a browser that looks at it. */
export class DevSession {
  readonly content = mkdtempSync(join(tmpdir(), "kfdoc-dev-"));
  printed = "";
  address = "";
  #server: ChildProcess | undefined;
  #browser: Browser | undefined;
  #page: Page | undefined;
  readonly #undone: (() => void)[] = [];

  constructor() {
    writeSampleContent(this.content);
  }

  async start(): Promise<void> {
    const command = ["src/cli/kfdoc.ts", "dev", "--port", "0", "--content", this.content, "--cache", sharedCache];
    // Where this is set, Astro leaves its pages to whoever tests it, and finds none.
    const { VITEST: _, ...env } = process.env;
    const server = spawn(process.execPath, command, { cwd: project, env, stdio: ["ignore", "pipe", "pipe"] });
    this.#server = server;
    for (const stream of [server.stdout, server.stderr]) stream.on("data", (chunk) => (this.printed += chunk));
    this.address = await addressIn(server, () => this.printed);
    this.#browser = await openBrowser();
    this.#page = await this.#browser.newPage();
    this.#page.setDefaultTimeout(patience.timeout);
  }

  async end(): Promise<void> {
    await this.#browser?.close();
    this.#server?.kill("SIGKILL");
    rmSync(this.content, { recursive: true, force: true });
  }

  get page(): Page {
    if (!this.#page) throw new Error("the session did not start");
    return this.#page;
  }

  /** Opens a page, again for as long as the one that was open is just being loaded anew. */
  async open(path: string): Promise<Response | null> {
    return vi.waitFor(() => this.page.goto(`${this.address}${path}`, patience), patience);
  }

  findings() {
    return this.page.locator("kf-findings");
  }

  /** Waits for a finding that says so, whether the panel is open or not. */
  async finding(says: string): Promise<void> {
    await this.findings().getByText(says).first().waitFor({ state: "attached" });
  }

  /** Waits until it was checked what some change came to. */
  async #afterCheck(change: () => void): Promise<void> {
    const before = this.printed.length;
    change();
    await vi.waitUntil(() => /\(\d+\.\d\d s\)\n/.test(this.printed.slice(before)), patience);
  }

  /** Saves a file, as long as the test lasts. */
  write(file: string, text: string): void {
    const path = join(this.content, file);
    let before: string | undefined;
    try {
      before = readFileSync(path, "utf8");
    } catch {
      // It is new.
    }
    writeFileSync(path, text);
    this.#undone.push(() => (before === undefined ? rmSync(path, { force: true }) : writeFileSync(path, before)));
  }

  /** Saves a file with another text in the place of one that stands in it, as long as the test lasts. */
  replace(file: string, from: string, to: string): void {
    const text = readFileSync(join(this.content, file), "utf8");
    expect(text).toContain(from);
    this.write(file, text.replace(from, to));
  }

  /** Puts every file back as it was before the test. */
  async undo(): Promise<void> {
    const all = this.#undone.splice(0).reverse();
    if (all.length === 0) return;
    await this.#afterCheck(() => {
      for (const each of all) each();
    });
  }
}
