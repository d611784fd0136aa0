import { expect, test } from "vitest";
import { useSite } from "./site.ts";

const open = useSite();

/** The page's own ground, and that of a block of code, from black (0) to white (255). */
const grounds = `["body", ".annotated, .expressive-code pre"].map((selector) => {
  const color = getComputedStyle(document.querySelector(selector)).backgroundColor;
  return Math.min(...color.match(/\\d+/g).slice(0, 3).map(Number));
})`;

test.each([
  ["light", true],
  ["light", false],
  ["dark", true],
  ["dark", false],
] as const)(
  "a page is %s where the system asks for it, with JavaScript or without (%s)",
  async (colorScheme, javaScriptEnabled) => {
    const { page } = await open("/kfuncs/bpf_xdp_get_xfrm_state/", { colorScheme, javaScriptEnabled });
    const values = (await page.evaluate(grounds)) as number[];
    for (const value of values) expect(value > 200).toBe(colorScheme === "light");
  },
);

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
