import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { openLink } from "../../node/self-contained/open-link.ts";
import { useSite } from "./site.ts";

const open = useSite();
const path = "/examples/xfrm/replay-window/";

const noteOf = (text: string) => `.note:text-is("${text}")`;

describe("the source of an example", () => {
  test("says without JavaScript what happened in its lines in the first scenario", async () => {
    const { page } = await open(path, { javaScriptEnabled: false });
    const source = page.locator("kf-source");
    expect(await source.locator("select").isVisible()).toBe(false);
    expect(await source.locator(".told-by").textContent()).toContain("What happened in window-64");
    const line = source.locator(".line", { has: page.locator(noteOf("xfrm_replay_window = 64")) });
    expect(await line.locator(".text").textContent()).toContain("xfrm_replay_window = x->replay_esn");
    expect(await line.getAttribute("data-state")).toBe("ran");
    expect(await source.locator(".note.call", { hasText: "bpf_xdp_get_xfrm_state(" }).count()).toBe(1);
    expect(await source.locator(".note.return").textContent()).toBe("returns XDP_PASS (2)");
  });

  test("is annotated by the scenario that the reader chooses, lines that it never reached quiet", async () => {
    const { page, foreign } = await open(path);
    const source = page.locator("kf-source");
    const lookup = source.locator(".line", { hasText: "x = bpf_xdp_get_xfrm_state(ctx" });
    expect(await lookup.textContent()).toContain("→ xfrm_state #1");
    await source.getByLabel("What happened in").selectOption("unknown-spi");
    expect(await lookup.textContent()).toContain("→ NULL");
    expect(await lookup.locator(".note.value", { hasText: "opts->error: 0 → -ENOENT (-2)" }).count()).toBe(1);
    expect(await source.locator(noteOf("xfrm_replay_window = 64")).count()).toBe(0);
    const release = source.locator(".line", { hasText: "xfrm_replay_window = x->replay_esn" });
    expect(await release.getAttribute("data-state")).toBe("unreached");
    await source.getByLabel("What happened in").selectOption("window-64");
    expect(await source.locator(noteOf("xfrm_replay_window = 64")).count()).toBe(1);
    expect(foreign).toEqual([]);
  });

  test("can be fetched with its objects, and read as instructions", async () => {
    const { page } = await open(path, { javaScriptEnabled: false });
    const files = await page
      .locator(".downloads a")
      .evaluateAll((links) => links.map((link) => (link as unknown as { pathname: string }).pathname));
    expect(files).toEqual(expect.arrayContaining([`${path}replay-window.bpf.c`, `${path}replay-window.bpf.LEAK.o`]));
    expect(files.filter((file) => !existsSync(join(inject("dist"), file)))).toEqual([]);
    await page.locator(".disassembly summary").click();
    expect(await page.locator(".disassembly").textContent()).toContain("call bpf_xdp_get_xfrm_state");
    expect(await page.locator(".disassembly").textContent()).not.toContain("ld_pseudo");
  });

  test("goes without its headers, here and in Compiler Explorer, by a plain link that says it leaves this site", async () => {
    const { page, foreign } = await open(path, { javaScriptEnabled: false });
    const file = page.locator("a:not(.downloads a)", { hasText: "replay-window.self-contained.bpf.c" });
    const text = readFileSync(join(inject("dist"), (await file.getAttribute("href")) ?? ""), "utf8");
    expect(text).not.toMatch(/^#include/m);
    const link = page.getByRole("link", { name: "Open in Compiler Explorer" });
    expect(openLink((await link.getAttribute("href")) ?? "").sessions[0]?.source).toBe(text);
    expect(await link.getAttribute("rel")).toBe("noreferrer");
    expect(await link.getAttribute("title")).toContain("Leaves this site");
    expect(foreign).toEqual([]);
  });

  test.each([1440, 390])("has a row for each scenario as wide as their frame, in a window of %i", async (width) => {
    const { page } = await open(path, { viewport: { width, height: 900 } });
    const frame = await page
      .locator(".scenarios")
      .first()
      .evaluate((each) => each.clientWidth);
    const rows = page.locator(".scenarios > .scenario > summary");
    const widths = await rows.evaluateAll((all) =>
      all.map((row) => (row as unknown as { offsetWidth: number }).offsetWidth),
    );
    expect(widths.length).toBeGreaterThan(3);
    expect(new Set(widths)).toEqual(new Set([frame]));
  });

  test("has a frame around a scenario that prose places", async () => {
    const { page } = await open("/kfuncs/bpf_throw/");
    const placed = page.locator("section > .scenario").first();
    const sides = await placed.evaluate((each) => getComputedStyle(each).borderWidth);
    expect(sides).toBe("1px");
    const [row, body] = [
      await placed.locator(":scope > summary").boundingBox(),
      await placed.locator(".body").boundingBox(),
    ];
    expect(body?.y).toBeCloseTo((row?.y ?? 0) + (row?.height ?? Number.NaN), 1);
  });

  test("has a verdict of every engine on each scenario, and the log behind a refusal", async () => {
    const { page } = await open(path, { javaScriptEnabled: false });
    await page.locator(".by-engine > summary").click();
    const row = page.locator(".verdicts tr", { has: page.getByRole("link", { name: "leak", exact: true }) });
    expect(await row.locator(".badge").first().textContent()).toBe("fault");
    await row.locator("a.badge").first().click();
    expect(await page.locator("body").textContent()).toContain("Unreleased reference");
  });
});

test("a packet's long bytes widen no page on a phone", async () => {
  const { page } = await open("/examples/crypto/seal-payload/", { viewport: { width: 320, height: 800 } });
  await page.evaluate(`for (const details of document.querySelectorAll("main details")) details.open = true`);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
});
