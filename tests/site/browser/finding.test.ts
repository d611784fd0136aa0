import { describe, expect, test } from "vitest";
import { pageKinds, useSite } from "./site.ts";

const open = useSite();

describe("finding", () => {
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
