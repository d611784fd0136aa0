import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, inject, test } from "vitest";
import { bareKfunc, measuredRelease, pageKinds, siteModel, useSite } from "./site.ts";

const open = useSite();
const dist = inject("dist");
const model = siteModel();

describe("the index of all kfuncs without JavaScript", () => {
  test("has a row for each, with what a filter asks", async () => {
    const { page } = await open("/kfuncs/", { javaScriptEnabled: false });
    const rows = page.locator("table.kfuncs tbody tr");
    expect(await rows.count()).toBe(model.kfuncs.length);
    const { name, flags, subsystem, module } = bareKfunc();
    const row = rows.filter({ has: page.locator(`a[href="/kfuncs/${name}/"]`) });
    expect(await row.getAttribute("data-flags")).toBe(flags.join(" "));
    expect(await row.getAttribute("data-family")).toBe(subsystem);
    expect(await row.getAttribute("data-module")).toBe(module);
  });

  test("is led to from the front page by family", async () => {
    const { page } = await open("/", { javaScriptEnabled: false });
    await page.locator(".families a").last().click();
    await page.waitForURL((url) => url.pathname.endsWith("/kfuncs/"));
    const id = new URL(page.url()).hash.slice(1);
    expect(await page.locator(`[id="${id}"]`).isVisible()).toBe(true);
  });
});

const isMeasured = measuredRelease() !== undefined;

describe.runIf(isMeasured)("the matrix on a phone", () => {
  const openMatrix = () => open(pageKinds().matrix ?? "", { viewport: { width: 390, height: 844 } });

  test("scrolls by keyboard in a box of its own, its first column in place", async () => {
    const { page } = await openMatrix();
    const matrix = page.locator(".matrix");
    const name = matrix.locator("tbody th[scope=row]").first();
    const left = (await name.boundingBox())?.x;
    await matrix.focus();
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(() => matrix.evaluate((box) => (box as unknown as { scrollLeft: number }).scrollLeft))
      .toBeGreaterThan(0);
    expect((await name.boundingBox())?.x).toBe(left);
  });

  test("keeps the names of the program types in sight", async () => {
    const { page } = await openMatrix();
    const matrix = page.locator(".matrix");
    const type = matrix.locator("thead th a").first();
    await matrix.evaluate((box) => (box as unknown as { scrollTo(x: number, y: number): void }).scrollTo(0, 400));
    const [head, box] = [await type.boundingBox(), await matrix.boundingBox()];
    expect(head?.y).toBeGreaterThanOrEqual(box?.y ?? Number.NaN);
  });
});

test.runIf(isMeasured)("on a phone each answer stands beside its releases", async () => {
  const kfunc = model.kfuncs.find(({ history, programTypes }) => programTypes.length === 1 && history?.releases.length);
  const { page } = await open(`/kfuncs/${kfunc?.name}/`, { viewport: { width: 390, height: 844 } });
  const label = `getComputedStyle(document.querySelector(".availability td"), "::before").content`;
  expect(await page.evaluate(label)).toMatch(/^"\d+\.\d+/);
});

const gzipped = (path: string) => gzipSync(readFileSync(join(dist, path))).length;

/** What a page makes the browser load with it, by a pattern for the addresses. */
const loaded = (html: string, pattern: RegExp) =>
  [...new Set(Array.from(html.matchAll(pattern), (match) => match[1] ?? ""))].reduce(
    (sum, path) => sum + gzipped(path),
    0,
  );

describe("the weight of pages", () => {
  const pages = globSync("kfuncs/*/index.html", { cwd: dist });

  test("no kfunc's page weighs 100 kB, styles and script included", () => {
    const weights = pages.map((path) => {
      const html = readFileSync(join(dist, path), "utf8");
      const styles = loaded(html, /<link[^>]+href="(\/[^"]+\.css)"/g);
      const script = loaded(html, /<script[^>]+src="(\/[^"]+)"/g);
      return [path, gzipped(path) + styles + script] as const;
    });
    expect(weights.length).toBe(model.kfuncs.length);
    expect(weights.filter(([, weight]) => weight >= 100_000)).toEqual([]);
  });

  test("reading takes less than 20 kB of script", () => {
    const html = readFileSync(join(dist, `kfuncs/${bareKfunc().name}/index.html`), "utf8");
    const inline = Array.from(html.matchAll(/<script[^>]*>([\s\S]+?)<\/script>/g), (match) => match[1] ?? "").join("");
    expect(loaded(html, /<script[^>]+src="(\/[^"]+)"/g) + gzipSync(inline).length).toBeLessThan(20_000);
  });
});
