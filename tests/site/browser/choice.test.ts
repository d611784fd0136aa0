import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { siteModel, useSite } from "./site.ts";

const open = useSite();
const { kfuncs } = siteModel();
const xfrm = "bpf_xdp_get_xfrm_state";

const shown = (page: Page) => page.locator("tr[data-family]:visible").count();
const count = (page: Page) => page.locator("kf-filter output").textContent();

describe("the filter of the index", () => {
  test("narrows by program type, release, flag and words, and the address holds it", async () => {
    const { page } = await open("/kfuncs/");
    await page.locator("kf-filter [name=type]").selectOption("XDP");
    await page.locator("kf-filter [name=release]").selectOption("6.12");
    await page.locator("kf-filter [name=flag]").selectOption("KF_ACQUIRE");
    await page.locator("kf-filter [name=q]").fill("xfrm");
    await expect.poll(() => count(page)).toBe(`1 of ${kfuncs.length} kfuncs`);
    expect(await page.locator("tr[data-family]:visible").getAttribute("data-name")).toBe(xfrm);
    const { search } = new URL(page.url());
    expect(search).toBe("?q=xfrm&type=XDP&release=6.12&flag=KF_ACQUIRE");
    const again = await open(`/kfuncs/${search}`);
    await expect.poll(() => shown(again.page)).toBe(1);
    await again.page.getByRole("button", { name: "Show all" }).click();
    await expect.poll(() => shown(again.page)).toBe(kfuncs.length);
    expect(new URL(again.page.url()).search).toBe("");
  });

  test("is not there without JavaScript, and the table is whole", async () => {
    const { page } = await open("/kfuncs/?type=XDP", { javaScriptEnabled: false });
    expect(await page.locator("kf-filter").isVisible()).toBe(false);
    expect(await shown(page)).toBe(kfuncs.length);
  });
});

describe("a kernel and a program type, once chosen", () => {
  test("are kept from page to page, and mark what they leave out", async () => {
    const { page, foreign } = await open(`/kfuncs/${xfrm}/`);
    await page.getByLabel("My kernel is").selectOption("6.1");
    const note = page.locator("kf-choice output");
    await expect.poll(() => note.textContent()).toBe("This kfunc is not in Linux 6.1.");
    await page.getByLabel("My kernel is").selectOption("6.12");
    await page.getByLabel("my programs are").selectOption("XDP");
    await expect.poll(() => note.textContent()).toBe("You may call this kfunc.");

    await page.goto("/flags/KF_ACQUIRE/");
    expect(await page.getByLabel("My kernel is").inputValue()).toBe("6.12");
    const create = page.locator('main a[href="/kfuncs/bpf_crypto_ctx_create/"]').first();
    await expect.poll(() => create.getAttribute("class")).toContain("unavailable");
    expect(await create.getAttribute("title")).toBe("not for XDP programs in Linux 6.12");
    const found = page.locator(`main a[href="/kfuncs/${xfrm}/"]`).first();
    expect((await found.getAttribute("class")) ?? "").not.toContain("unavailable");

    await page.getByLabel("my programs are").selectOption("");
    await page.getByLabel("My kernel is").selectOption("");
    await expect.poll(() => page.locator(".unavailable").count()).toBe(0);
    expect(foreign).toEqual([]);
  });

  test("load nothing before they are chosen", async () => {
    const asked: string[] = [];
    const { page } = await open("/");
    page.on("request", (request) => asked.push(request.url()));
    await page.reload();
    await page.waitForLoadState("networkidle");
    expect(asked.filter((address) => address.includes("available.json"))).toEqual([]);
  });
});
