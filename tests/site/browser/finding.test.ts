import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, inject, test } from "vitest";
import { describedKfuncs, pageKinds, useSite } from "./site.ts";

const open = useSite();

describe("finding", () => {
  test("search leads to a kfunc by a part of its name", async () => {
    const name = describedKfuncs().at(-1)?.name ?? "";
    const { page, foreign } = await open("/");
    await page.locator("button[data-open-modal]").click();
    await page.locator("#starlight__search input").fill(name.replace(/^bpf_/, ""));
    const result = page.locator(`#starlight__search a[href*="/kfuncs/${name}/"]`).first();
    await result.click();
    await page.locator("h1", { hasText: name }).waitFor();
    expect(foreign).toEqual([]);
  });

  test.each(["ENOENT", "netns_id"])("search for %s leads to a kfunc first", async (words) => {
    const { page } = await open("/");
    await page.locator("button[data-open-modal]").click();
    await page.locator("#starlight__search input").fill(words);
    const first = page.locator("#starlight__search .pagefind-ui__result-link").first();
    await first.waitFor();
    expect(await first.getAttribute("href")).toContain("/kfuncs/");
  });

  test("the index of search keeps words apart", () => {
    const fragments = globSync(join(inject("dist"), "pagefind/fragment/*"));
    const texts = fragments.map((file) => gunzipSync(readFileSync(file)).toString());
    expect(texts.length).toBeGreaterThan(20);
    const joined = texts.flatMap(
      (text) => text.match(/Errors(NULL|-E)|(Flags|Rules)KF_|(?<!error)-E[A-Z]+-\d|\bKF_[A-Z_]+[a-z]+|ValueArr/g) ?? [],
    );
    expect(joined).toEqual([]);
  });

  test("the theme follows the system and the reader's choice", async () => {
    const background = "getComputedStyle(document.body).backgroundColor";
    const { page } = await open("/", { colorScheme: "dark" });
    const dark = await page.evaluate(background);
    await page.locator("starlight-theme-select select").first().selectOption("light");
    const light = await page.evaluate(background);
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await page.evaluate(background)).toBe(light);
  });

  test.each(Object.entries(pageKinds()))("the %s page asks no other host", async (_, path) => {
    const { page, foreign } = await open(path);
    await page.waitForLoadState("networkidle");
    expect(foreign).toEqual([]);
  });
});
