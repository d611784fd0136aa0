import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { build } from "../../../src/node/build/build.ts";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { printed, project, quietly } from "../../node/build/content-copy.ts";
import { openLink } from "../../node/self-contained/open-link.ts";
import { writeForeignContent } from "../foreign-content.ts";
import { ownWords } from "../own-words.ts";
import { useSite } from "./site.ts";

const base = "/docs/bpf/";
const host = "https://example.org";
const address = `${host}${base}`;
const example = `${base}examples/dynptr/read-header/`;
const settings = `title: Acme's docs
front: { title: What Acme offers, summary: Kfuncs of Acme's network cards., example: dynptr/read-header }
families: { dynptr: Windows over memory }
licence: Acme's words are free.
edit_url: https://git.example/edit/docs/
url: ${host}
base: ${base}
redirects: { /old/: /kfuncs/ }
`;

const folder = mkdtempSync(join(tmpdir(), "kfdoc-below-"));
const content = join(folder, "docs");
const out = join(folder, "site");
const read = (path: string) => readFileSync(join(out, path), "utf8");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function buildForeignSite() {
  writeForeignContent(content, settings);
  const report = await build({ project, content, cache: sharedCache, out, progress: quietly });
  expect(printed(report)).toEqual([]);
  return { folder: out, base };
}

const openPage = useSite(buildForeignSite);

/** Opens a page and keeps what it asks for in vain. */
async function open(path: string) {
  const { page, rest } = await openPage("about:blank");
  const missing: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  await page.goto(path);
  return { page, missing, rest };
}

const pathOf = (page: Page) => {
  const { pathname, search } = new URL(page.url());
  return `${pathname}${search}`;
};

const addressesOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));

describe("below a path of its host, a site of somebody else's", () => {
  test("has its own settings", () => {
    const front = read("index.html");
    for (const words of ["Acme&#39;s docs", "What Acme offers", "Windows over memory", "words are free"]) {
      expect(front).toContain(words);
    }
    expect(read("kfuncs/bpf_dynptr_slice/index.html")).toContain(
      'href="https://git.example/edit/docs/kfuncs/dynptr/bpf_dynptr_slice.md"',
    );
    expect(read("old/index.html")).toContain(`url=${base}kfuncs/`);
  });

  test("has none of our words", () => {
    // The pages about diagnostics are the generator's, with the cases that its tests run.
    const pages = globSync("**/*.{html,md,txt,xml,json}", { cwd: out }).filter(
      (path) => !path.startsWith("diagnostics/"),
    );
    const words = ownWords(content);
    expect(words.length).toBeGreaterThan(100);
    const found = pages.flatMap((path) => {
      const text = read(path);
      return words.filter((each) => text.includes(each)).map((each) => `${path}: ${each}`);
    });
    expect(found).toEqual([]);
  });

  test("finds names, messages and words, and its hits lead there", async () => {
    const { page, missing } = await open(base);
    await page.locator("kf-search > button").click();
    for (const [words, path] of [
      ["dynptr_slice", "kfuncs/bpf_dynptr_slice/"],
      ["Unreleased reference id=3", "verifier-messages/unreleased-reference/"],
      ["xdp md", "structs/xdp_md/"],
      ["destination header copied", ""],
    ]) {
      await page.locator("kf-search input").fill(words ?? "");
      await page
        .locator(`kf-search .hits[data-query=${JSON.stringify(words)}] .hit`)
        .first()
        .waitFor();
      const hits = await addressesOf(page, "kf-search .hits a");
      expect(hits.filter((hit) => !hit.startsWith(base) || hit.startsWith(`${base}docs`))).toEqual([]);
      expect(hits.some((hit) => hit.startsWith(`${base}${path}`))).toBe(true);
    }
    await page.locator("kf-search input").fill("dynptr_slice");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === `${base}kfuncs/bpf_dynptr_slice/`);
    expect(await page.locator("h1").textContent()).toContain("bpf_dynptr_slice");
    expect(missing).toEqual([]);
  });

  test("keeps the filter of the index in the address", async () => {
    const { page, missing } = await open(`${base}kfuncs/`);
    await page.locator("kf-filter [name=q]").fill("dynptr");
    await page.locator("kf-filter [name=type]").selectOption("XDP");
    await expect.poll(() => pathOf(page)).toBe(`${base}kfuncs/?q=dynptr&type=XDP`);
    const shown = page.locator("tr[data-name]:visible");
    const names = await shown.evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.name));
    expect(names).toContain("bpf_dynptr_from_xdp");
    const again = await open(`${base}kfuncs/?q=dynptr&type=XDP`);
    await expect.poll(() => again.page.locator("tr[data-name]:visible").count()).toBe(names.length);
    expect([...missing, ...again.missing]).toEqual([]);
  });

  test("keeps the reader's kernel and program type from page to page", async () => {
    const { page, missing } = await open(base);
    await page.getByLabel("My kernel is").selectOption("6.12");
    await page.goto(`${base}kfuncs/bpf_dynptr_from_xdp/`);
    await page.getByLabel("my programs are").selectOption("SCHED_CLS");
    await expect.poll(() => page.locator("kf-choice output").textContent()).toMatch(/not/);
    await page.goto(base);
    const matrix = page.locator("main a[data-matrix]").first();
    await expect.poll(() => matrix.getAttribute("href")).toBe(`${base}availability/6.12/`);
    await matrix.click();
    await page.waitForURL((url) => url.pathname === `${base}availability/6.12/`);
    expect(await page.locator(".matrix thead th.chosen").textContent()).toBe("SCHED_CLS");
    expect(missing).toEqual([]);
  });

  test("runs an example, steps through it, changes its packet and links to the step", async () => {
    const { page, missing } = await open(example);
    const stepper = page.locator("kf-stepper");
    await stepper.getByRole("button", { name: "Load the emulator and run it" }).click();
    await stepper.locator(".run").waitFor();
    await stepper.getByRole("button", { name: "To the start", exact: true }).click();
    await stepper.getByRole("button", { name: "Forward to the next kfunc call" }).click();
    expect(await addressesOf(page, "kf-stepper .calls-made a")).toEqual([`${base}kfuncs/bpf_dynptr_from_xdp/`]);
    await stepper.locator(".input summary").click();
    await stepper.getByLabel("packet[1].ipv4.dst").fill("10.0.0.7");
    await stepper.getByRole("button", { name: "Run again" }).click();
    await stepper.locator(".engine", { hasText: "no other engine has run it" }).waitFor();
    expect(await stepper.locator(".memory tr", { hasText: "daddr" }).textContent()).toContain("10.0.0.7");
    const status = await stepper.locator(".status").textContent();
    const linked = await open(page.url());
    await linked.page.locator("kf-stepper .run").waitFor();
    expect(await linked.page.locator("kf-stepper .status").textContent()).toBe(status);
    expect([...missing, ...linked.missing]).toEqual([]);
  });

  test("hands out sources and objects, and opens Compiler Explorer with what is there", async () => {
    const { page } = await open(example);
    const files = await page
      .locator("main a[download]")
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const response = await page.request.get(file);
      expect([response.status(), file]).toEqual([200, file]);
      const text = (await response.body()).subarray(0, 4).toString("latin1");
      expect(text === "\x7fELF").toBe(file.endsWith(".o"));
    }
    const link = await page.getByRole("link", { name: "Open in Compiler Explorer" }).getAttribute("href");
    const [session] = openLink(link ?? "").sessions;
    const included = Array.from(session?.source.matchAll(/#include <(https:[^>]+)>/g) ?? [], ([, file]) => file ?? "");
    for (const file of included) expect(read(file.replace(address, ""))).not.toBe("");
  });

  test("names whole addresses below it to those who ask for them", async () => {
    for (const [file, path] of [
      ["index.html", ""],
      ["kfuncs/bpf_dynptr_slice/index.html", "kfuncs/bpf_dynptr_slice/"],
    ] as const) {
      const html = read(file);
      expect(html).toContain(`<link rel="canonical" href="${address}${path}"`);
      expect(html).toContain(`<meta property="og:url" content="${address}${path}"`);
      const picture = new RegExp(`property="og:image" content="${address}(pictures/[^"]+)"`).exec(html)?.[1] ?? "";
      expect(readFileSync(join(out, picture)).subarray(1, 4).toString()).toBe("PNG");
    }
    const sitemaps = ["sitemap-index.xml", "sitemap-0.xml", "releases.xml", "llms.txt"];
    for (const file of sitemaps) {
      const named = read(file).match(/https:\/\/example\.org[^\s<)"]*/g) ?? [];
      expect(named.length).toBeGreaterThan(0);
      expect(named.filter((each) => !each.startsWith(address) || each.startsWith(`${address}docs`))).toEqual([]);
    }
  });

  test("has every page on its sitemap and in llms.txt, and a twin of each", async () => {
    const slugs = globSync("**/index.html", { cwd: out }).map((path) => path.replace(/index\.html$/, ""));
    const pages = slugs.filter((slug) => slug !== "old/").sort();
    const mapped = Array.from(read("sitemap-0.xml").matchAll(/<loc>([^<]*)</g), ([, each = ""]) =>
      each.slice(address.length),
    );
    expect(mapped.sort()).toEqual(pages);
    const twins = Array.from(read("llms.txt").matchAll(/\]\(([^)]*\.md)\)/g), ([, each = ""]) =>
      each.slice(address.length),
    );
    expect(twins.sort()).toEqual(pages.map((slug) => `${slug.replace(/\/$/, "") || "index"}.md`).sort());
  });

  test("leads on from a path that pages had, and from one that nothing has", async () => {
    const { page } = await open(`${base}old/`);
    await page.waitForURL((url) => url.pathname === `${base}kfuncs/`);
    const lost = await open(`${base}no/such/page/`);
    expect(lost.missing).toHaveLength(1);
    await lost.page.locator("main").getByRole("link", { name: "All kfuncs" }).click();
    await lost.page.waitForURL((url) => url.pathname === `${base}kfuncs/`);
  });

  test("opens every page with all that it loads, and no link leads out of it", async () => {
    const { page, missing, rest } = await open(base);
    const slugs = globSync("**/index.html", { cwd: out }).map((path) => path.replace(/index\.html$/, ""));
    const oneOfAKind = [...new Map(slugs.map((slug) => [slug.replace(/(?<=\/)[^/]+\/$/, ""), slug])).values()];
    const leading: string[] = [];
    for (const slug of oneOfAKind) {
      await page.goto(`${base}${slug}`);
      await rest();
      const paths = await page
        .locator("a[href]")
        .evaluateAll((links) =>
          links
            .filter((link) => (link as HTMLAnchorElement).origin === location.origin)
            .map((link) => (link as HTMLAnchorElement).pathname),
        );
      leading.push(...paths.filter((path) => !path.startsWith(base)));
    }
    expect(missing).toEqual([]);
    expect([...new Set(leading)]).toEqual([]);
  }, 300_000);
});
