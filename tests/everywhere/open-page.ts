import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";

/** How a browser is made to open one page in a fresh profile. */
export interface BrowserCommand {
  readonly path: string;
  readonly arguments: (profile: string) => readonly string[];
}

/** The strictest policy under which WebAssembly runs. */
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
const types: Readonly<Record<string, string>> = { ".mjs": "text/javascript", ".js": "text/javascript" };
const page = '<!doctype html><title>Cases</title><script type="module" src="/in-page.mjs"></script>';

/** A server of a folder whose index is a page that runs `in-page.mjs`; it resolves with what the page posts to it. */
async function serve(folder: string) {
  let resolve: (report: Promise<string>) => void = () => undefined;
  const posted = new Promise<string>((settle) => {
    resolve = settle;
  });
  const server = createServer((request, response) => {
    if (request.method === "POST") {
      resolve(text(request));
      request.on("end", () => response.end());
      return;
    }
    const name = (request.url ?? "/").slice(1);
    response.setHeader("content-security-policy", policy);
    response.setHeader(
      "content-type",
      types[extname(name)] ?? (name === "" ? "text/html" : "application/octet-stream"),
    );
    try {
      response.end(name === "" ? page : readFileSync(join(folder, name)));
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { server, url, posted };
}

async function end(browser: ChildProcess): Promise<void> {
  if (browser.exitCode !== null || browser.pid === undefined) return;
  const closed = once(browser, "exit");
  // A browser is many processes, in a group of their own.
  process.kill(-browser.pid, "SIGKILL");
  await closed;
}

/** Opens the page of a folder in a browser and gives what it reports. */
export async function openPage(folder: string, { path, arguments: words }: BrowserCommand): Promise<unknown> {
  const profile = mkdtempSync(join(tmpdir(), "kfdoc-profile-"));
  const { server, url, posted } = await serve(folder);
  const browser = spawn(path, [...words(profile), url], {
    stdio: "ignore",
    detached: true,
    env: { ...process.env, HOME: profile },
  });
  const ended = once(browser, "exit").then(([code]) => {
    throw new Error(`${path} ended with ${code}`);
  });
  try {
    return JSON.parse(await Promise.race([posted, ended]));
  } finally {
    ended.catch(() => undefined);
    await end(browser);
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
