import { describe, expect, test } from "vitest";
import { pageKinds, useSite } from "./site.ts";

const open = useSite();

/** What an A4 sheet with margins of 15 mm has room for, in CSS pixels. */
const sheet = { width: 680, height: 1009 };

/** Boxes that hide a part of what they hold; what is for screen readers alone is one by intent. */
const cut = `[...document.querySelectorAll("main *")].filter((element) => {
  const { overflowX, overflowY, clipPath } = getComputedStyle(element);
  const hides = (overflow) => overflow !== "visible";
  return element.checkVisibility() && clipPath === "none" && element.clientWidth > 1 &&
    ((hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (hides(overflowY) && element.scrollHeight > element.clientHeight + 1));
}).map((element) => element.outerHTML.slice(0, 120))`;

const useless = ":is(nav, button, input, kf-search, kf-choice, kf-filter, mobile-starlight-toc, starlight-toc):visible";

const { index, kfunc, example, matrix, "program type": programType } = pageKinds();
const { "undescribed kfunc": bare } = pageKinds();

describe("a printed page", () => {
  test.each([index, kfunc, bare, example, programType])(
    "%s has nothing to press and cuts nothing off",
    async (path) => {
      const { page } = await open(path ?? "", { viewport: sheet });
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(useless).count()).toBe(0);
      expect(await page.evaluate(cut)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(sheet.width);
    },
  );

  test("is dark on light in the dark theme, too", async () => {
    const { page } = await open(kfunc ?? "", { viewport: sheet, colorScheme: "dark" });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).not.toBe("rgb(255, 255, 255)");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await ground()).toBe("rgb(255, 255, 255)");
  });

  test("the matrix is printed whole", async () => {
    const { page } = await open(matrix ?? "", { viewport: sheet });
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate(cut)).toEqual([]);
  });

  test("of a kfunc says what each scenario did, and shows tables of arguments where they were opened", async () => {
    const { page } = await open("/kfuncs/bpf_xdp_get_xfrm_state/", { viewport: sheet });
    const lines = page.locator(".call-line");
    const tables = page.locator(".all-arguments table");
    expect(await lines.filter({ visible: true }).count()).toBeLessThan(await lines.count());
    await page.emulateMedia({ media: "print" });
    await expect.poll(() => lines.filter({ visible: true }).count()).toBe(await lines.count());
    expect(await tables.filter({ visible: true }).count()).toBe(0);
    await page.evaluate(`document.querySelector(".all-arguments").open = true`);
    await expect.poll(() => tables.filter({ visible: true }).count()).toBe(1);
  });

  test("the address of another host stands behind its link in prose", async () => {
    const { page } = await open("/concepts/xfrm/", { viewport: sheet });
    await page.evaluate(
      `document.querySelector(".sl-markdown-content > p").innerHTML = '<a href="https://kernel.org/">x</a>'`,
    );
    const behind = `getComputedStyle(document.querySelector('main p > a[href="https://kernel.org/"]'), "::after").content`;
    expect(await page.evaluate(behind)).toBe("none");
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate(behind)).toContain("https://kernel.org/");
  });

  test("of a kfunc takes no more sheets than somebody would print", async () => {
    const { page } = await open("/kfuncs/bpf_xdp_get_xfrm_state/");
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(sheets).toBeGreaterThan(3);
    expect(sheets).toBeLessThan(60);
  });
});
