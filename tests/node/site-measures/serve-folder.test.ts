import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, type Serving, serveFolder } from "../../../src/node/site-measures/serve-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "kfdoc-served-"));
const front = `<h1>Front</h1>${"<p>word</p>".repeat(100)}`;

beforeAll(() => {
  mkdirSync(join(folder, "a"));
  mkdirSync(join(folder, "_astro"));
  writeFileSync(join(folder, "_astro", "page.B3lvgZou.js"), "export {};");
  writeFileSync(join(folder, "index.html"), front);
  writeFileSync(join(folder, "a", "index.html"), "<h1>A</h1>");
  writeFileSync(join(folder, "404.html"), "<h1>Nowhere</h1>");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function ask(path: string, serving?: Serving) {
  const { url, server }: Served = await serveFolder(folder, serving);
  try {
    const response = await fetch(url + path);
    const { status, headers } = response;
    const [encoding, kept] = ["content-encoding", "cache-control"].map((name) => headers.get(name));
    return { status, encoding, kept, text: await response.text() };
  } finally {
    server.close();
  }
}

test.each<readonly [string, Serving, number, string]>([
  ["/", {}, 200, front],
  ["/a/", {}, 200, "<h1>A</h1>"],
  ["/%E0%A4%A", {}, 400, "The address is malformed.\n"],
  ["/b/", {}, 404, "<h1>Nowhere</h1>"],
  ["/docs/a/", { base: "/docs/" }, 200, "<h1>A</h1>"],
  ["/a/", { base: "/docs/" }, 404, "<h1>Nowhere</h1>"],
  ["/", { slow: { pieces: 7, pause: 1 } }, 200, front],
  ["/own.txt", { files: { "/own.txt": "own" } }, 200, "own"],
])("%s of a server with %j is %i", async (path, serving, status, text) => {
  expect(await ask(path, serving)).toEqual({ status, encoding: null, kept: null, text });
});

test("lets browsers keep what has its digest in its name", async () => {
  expect(await ask("/_astro/page.B3lvgZou.js")).toMatchObject({
    status: 200,
    kept: expect.stringContaining("immutable"),
  });
});

test("compresses what it is asked to", async () => {
  expect(await ask("/", { compress: true })).toEqual({ status: 200, encoding: "gzip", kept: null, text: front });
});
