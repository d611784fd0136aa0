import type { Page, Route } from "playwright-core";
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

  test("asks for the reader's kernel and program type, which hold on all pages; the address wins", async () => {
    const { page } = await open("/kfuncs/");
    expect(await page.getByLabel("My kernel is").count()).toBe(1);
    expect(await page.getByLabel("my programs are").count()).toBe(1);
    await page.getByLabel("My kernel is").selectOption("6.12");
    await expect.poll(() => page.locator("kf-filter [name=release]").inputValue()).toBe("6.12");
    await page.getByLabel("my programs are").selectOption({ label: "tc (SCHED_CLS)" });
    await expect.poll(() => page.locator("kf-filter [name=type]").inputValue()).toBe("SCHED_CLS");
    await expect.poll(() => new URL(page.url()).search).toBe("?type=SCHED_CLS&release=6.12");
    await page.goto("/kfuncs/");
    await expect.poll(() => new URL(page.url()).search).toBe("?type=SCHED_CLS&release=6.12");
    await page.goto("/kfuncs/?type=XDP");
    await expect.poll(() => count(page)).toMatch(/^\d+ of \d+ kfuncs$/);
    expect(new URL(page.url()).search).toBe("?type=XDP");
    await page.goto(`/kfuncs/${xfrm}/`);
    expect(await page.getByLabel("My kernel is").inputValue()).toBe("6.12");
    expect(await page.getByLabel("my programs are").inputValue()).toBe("SCHED_CLS");
  });

  test("takes families without a row out of the contents, too", async () => {
    const { page } = await open("/kfuncs/?family=xfrm");
    const contents = page.locator("starlight-toc a[href^='#kfuncs-']:visible");
    await expect.poll(() => contents.count()).toBe(1);
    expect(await contents.first().getAttribute("href")).toBe("#kfuncs-xfrm");
    await page.getByRole("button", { name: "Show all" }).click();
    await expect.poll(() => contents.count()).toBeGreaterThan(5);
  });

  test("is not there without JavaScript, and the table is whole", async () => {
    const { page } = await open("/kfuncs/?type=XDP", { javaScriptEnabled: false });
    expect(await page.locator("kf-filter").isVisible()).toBe(false);
    expect(await shown(page)).toBe(kfuncs.length);
  });
});

test.each([
  ["fails", "domcontentloaded", (route: Route) => route.abort()],
  ["never comes", "commit", () => undefined],
] as const)(
  "the table of the index is whole where the filter's script %s, whatever was chosen",
  async (_, until, answer) => {
    const { page } = await open("/404.html");
    await page.evaluate(() => localStorage.setItem("kfdoc-choice", JSON.stringify({ release: "7.3", type: "XDP" })));
    await page.route("**/*.js", answer);
    await page.goto("/kfuncs/", { waitUntil: until });
    await expect.poll(() => shown(page)).toBe(kfuncs.length);
  },
);

test("the table of the index stays whole where something fails before the page was read, whatever was chosen", async () => {
  const { page } = await open("/404.html", {}, "file");
  await page.evaluate(() => localStorage.setItem("kfdoc-choice", JSON.stringify({ release: "7.3", type: "XDP" })));
  await page.route("**/*.js", () => undefined);
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      observer.disconnect();
      document.documentElement.dispatchEvent(new Event("error"));
    }).observe(document, { subtree: true, attributeFilter: ["data-narrowing"] });
  });
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
  await page.goto("/kfuncs/", { waitUntil: "commit" });
  await page.waitForFunction(() => document.readyState === "interactive");
  expect(await shown(page)).toBe(kfuncs.length);
});

describe("a kernel and a program type, once chosen", () => {
  test("strike out text that does not hold for that kernel, and say so", async () => {
    const { page } = await open("/concepts/sections/");
    const elsewhere = page.locator(".release-text.elsewhere");
    const kernel = page.getByLabel("My kernel is");
    await kernel.selectOption("6.12");
    await expect.poll(() => elsewhere.locator(".release-badge").allTextContents()).toEqual(["since 6.19", "since 7.3"]);
    expect(await elsewhere.first().textContent()).toContain("(not in Linux 6.12)");
    await kernel.selectOption("7.3");
    await expect.poll(() => elsewhere.locator(".release-badge").allTextContents()).toEqual(["up to 7.2"]);
    await kernel.selectOption("");
    await expect.poll(() => elsewhere.count()).toBe(0);
  });

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

  test("mark examples that call what is not there, in lists and on their own pages", async () => {
    const { page } = await open("/examples/xfrm/");
    await page.getByLabel("My kernel is").selectOption("6.1");
    const example = page.locator('main a[href="/examples/xfrm/replay-window/"]');
    await expect.poll(() => example.getAttribute("title")).toContain("not in Linux 6.1");
    await page.goto("/examples/xfrm/replay-window/");
    await expect
      .poll(() => page.locator("kf-choice output").textContent())
      .toMatch(/^It calls bpf_\w+, which is not in/);
    const inSidebar = page.locator('.sidebar a[href="/examples/xfrm/replay-window/"]');
    expect(await inSidebar.count()).toBe(1);
  });

  test("open the matrix of the chosen kernel", async () => {
    const { page } = await open("/availability/");
    await page.getByLabel("My kernel is").selectOption("6.12");
    await page.waitForURL((url) => url.pathname === "/availability/6.12/");
    await page.goto("/");
    const link = page.locator("main a[data-matrix]").first();
    await expect.poll(() => link.getAttribute("href")).toBe("/availability/6.12/");
  });

  test("are told of where the matrix of another kernel is open", async () => {
    const { page } = await open("/404.html");
    await page.evaluate(() => localStorage.setItem("kfdoc-choice", JSON.stringify({ release: "6.12", type: "" })));
    await page.goto("/availability/");
    await expect.poll(() => page.locator("nav.releases a:has(.yours)").allTextContents()).toEqual(["6.12 your kernel"]);
    await page.getByLabel("My kernel is").selectOption("");
    await expect.poll(() => page.locator("nav.releases .yours").count()).toBe(0);
  });

  test("stand out in the matrix, where what they leave out is struck out", async () => {
    const { page } = await open("/availability/");
    await page.getByLabel("my programs are").selectOption("XDP");
    const rows = page.locator(".matrix tbody tr:not(.family)");
    await expect.poll(() => page.locator(".matrix thead th.chosen").textContent()).toBe("XDP");
    expect(await page.locator(".matrix td.chosen").count()).toBe((await rows.count()) + 1);
    const struck = page.locator('.matrix a[href="/kfuncs/bpf_crypto_ctx_create/"]');
    await expect.poll(() => struck.evaluate((link) => getComputedStyle(link).textDecorationLine)).toBe("line-through");
    await page.getByLabel("my programs are").selectOption("SCHED_CLS");
    await expect.poll(() => page.locator(".matrix thead th.chosen").allTextContents()).toEqual(["SCHED_CLS"]);
  });

  /** A window whose reader has chosen both, and which sums up by how much anything moved. What it runs in every page is never taken back. */
  async function openChosen() {
    const { page, rest } = await open("/404.html", {}, "file");
    await page.evaluate(() => localStorage.setItem("kfdoc-choice", JSON.stringify({ release: "7.3", type: "XDP" })));
    await page.addInitScript(() => {
      const shifts = globalThis as unknown as { shift: number };
      shifts.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    return { page, rest };
  }

  const shift = (page: Page) => page.evaluate(() => (globalThis as unknown as { shift: number }).shift);

  test.each(["/kfuncs/", "/availability/", `/kfuncs/${xfrm}/`])("move nothing about as %s opens", async (path) => {
    const { page, rest } = await openChosen();
    await page.goto(path);
    await expect.poll(() => page.locator("main a.unavailable, kf-choice output.available").count()).toBeGreaterThan(0);
    await rest();
    expect(await shift(page)).toBeLessThan(0.01);
    expect(await page.locator("main").isVisible()).toBe(true);
  });

  test("move nothing about where their table takes its time", async () => {
    const { page } = await openChosen();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route("**/available.json", (route) => held.then(() => route.continue()));
    await page.clock.install();
    const asked = page.waitForRequest("**/available.json");
    await page.goto("/kfuncs/");
    await asked;
    await page.clock.fastForward(9000);
    expect(await page.locator("starlight-toc").isVisible()).toBe(false);
    release();
    await expect.poll(() => count(page)).toMatch(/^\d+ of/);
    await expect.poll(() => page.locator("starlight-toc").isVisible()).toBe(true);
    expect(await shift(page)).toBeLessThan(0.01);
  });

  test("leave the index whole where their table never comes", async () => {
    const { page } = await openChosen();
    await page.route("**/available.json", () => undefined);
    await page.clock.install();
    const asked = page.waitForRequest("**/available.json");
    await page.goto("/kfuncs/");
    await asked;
    await page.clock.fastForward(11_000);
    await expect.poll(() => shown(page)).toBe(kfuncs.length);
  });

  test("load their table once, whoever asks for it, and nothing before they are chosen", async () => {
    const asked: string[] = [];
    const { page, rest } = await open("/");
    page.on("request", (request) => asked.push(request.url()));
    await page.reload();
    await rest();
    const tables = () => asked.filter((address) => address.includes("available.json")).length;
    expect(tables()).toBe(0);
    await page.getByLabel("My kernel is").selectOption("6.12");
    await page.goto("/kfuncs/");
    asked.length = 0;
    await page.goto("/kfuncs/");
    await expect.poll(() => count(page)).toMatch(/^\d+ of/);
    await rest();
    expect(tables()).toBe(1);
  });
});
