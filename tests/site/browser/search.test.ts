import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { describedKfuncs, useSite } from "./site.ts";

const open = useSite();

async function openSearch(page: Page): Promise<void> {
  await page.locator("kf-search > button").click();
}

/** Where the first hit leads. */
async function firstHit(page: Page, words: string): Promise<string | null> {
  await page.locator("kf-search input").fill(words);
  const first = page.locator("kf-search .hit > a").first();
  await first.waitFor();
  return first.getAttribute("href");
}

describe("search", () => {
  test.each([
    ["xdp_get_xfrm", "/kfuncs/bpf_xdp_get_xfrm_state/"],
    ["bpf_xdp_get_xfrm_state", "/kfuncs/bpf_xdp_get_xfrm_state/"],
    ["ENONET", "/errors/ENONET/"],
    ["-ENOENT", "/errors/ENOENT/"],
    ["netns_id", "/structs/bpf_xfrm_state_opts/#member-netns_id"],
    ["KF_ACQUIRE", "/flags/KF_ACQUIRE/"],
    ["tc", "/program-types/BPF_PROG_TYPE_SCHED_CLS/"],
    ["Unreleased reference id=3 alloc_insn=12", "/verifier-messages/unreleased-reference/"],
    ["calling kernel function bpf_x is not allowed", "/verifier-messages/is-not-allowed/"],
    ["R1 must be referenced or trusted", "/verifier-messages/must-be-referenced-or-trusted/"],
    [
      "12: (79) r1 = *(u64 *)(r0 +8) R0 invalid mem access 'ptr_or_null_'",
      "/verifier-messages/invalid-mem-access-ptr_or_null_/",
    ],
  ])("for %s leads to %s first", async (words, address) => {
    const { page, foreign } = await open("/");
    await openSearch(page);
    expect(await firstHit(page, words)).toBe(address);
    expect(foreign).toEqual([]);
  });

  test("leads to a kfunc by a part of its name, with the keyboard alone", async () => {
    const name = describedKfuncs().at(-1)?.name ?? "";
    const { page } = await open("/");
    await page.keyboard.press("Control+K");
    await page.keyboard.type(name.replace(/^bpf_/, ""));
    await page.locator(`kf-search .hit a[href$="/kfuncs/${name}/"]`).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === `/kfuncs/${name}/`);
  });

  test("says so where nothing holds the words", async () => {
    const { page } = await open("/");
    await openSearch(page);
    await page.locator("kf-search input").fill("жжжж");
    await expect.poll(() => page.locator("kf-search output").textContent()).toContain("Nothing holds");
  });

  test("loads its index with the first letter, not before", async () => {
    const { page } = await open("/");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await openSearch(page);
    await page.waitForLoadState("networkidle");
    expect(asked.filter((address) => address.includes("pagefind"))).toEqual([]);
  });

  test("keeps words apart", () => {
    const fragments = globSync(join(inject("dist"), "pagefind/fragment/*"));
    const texts = fragments.map((file) => gunzipSync(readFileSync(file)).toString());
    expect(texts.length).toBeGreaterThan(20);
    const joined = texts.flatMap(
      (text) => text.match(/Errors(NULL|-E)|(Flags|Rules)KF_|(?<!error)-E[A-Z]+-\d|\bKF_[A-Z_]+[a-z]+|ValueArr/g) ?? [],
    );
    expect(joined).toEqual([]);
  });
});
