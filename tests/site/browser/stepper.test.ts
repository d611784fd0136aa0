import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { useSite } from "./site.ts";

const open = useSite();
const example = "/examples/xfrm/replay-window/";

const status = async (page: Page) => (await page.locator("kf-stepper .status").textContent()) ?? "";
const stepOf = async (page: Page) => Number(/^Step (\d+) of/.exec(await status(page))?.[1] ?? 0);
const button = (page: Page, name: string) => page.locator("kf-stepper").getByRole("button", { name, exact: true });

async function watch(fragment: string): Promise<{ page: Page; foreign: readonly string[] }> {
  const opened = await open(`${example}#${fragment}`);
  await opened.page.locator("kf-stepper .run").waitFor();
  return opened;
}

describe("the stepper", () => {
  test("loads nothing before it is asked to", async () => {
    const asked: string[] = [];
    const { page } = await open(example);
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.waitForLoadState("networkidle");
    expect(asked.filter((path) => /player|\.btf$|run\.json|facts\.json|\.o$/.test(path))).toEqual([]);
    await button(page, "Load the emulator and run it").click();
    await page.locator("kf-stepper .run").waitFor();
    expect(asked.filter((path) => /\.btf$|\.o$/.test(path)).map((path) => path.split("/").at(-1))).toEqual([
      "vmlinux.btf",
      "replay-window.bpf.o",
    ]);
    expect(await status(page)).toMatch(/^Before the first of \d+ instructions/);
  });

  test("goes forward and back by buttons and keys, and marks what changed", async () => {
    const { page, foreign } = await watch("watch=unknown-spi&step=0");
    await button(page, "Forward one instruction").click();
    expect(await stepOf(page)).toBe(1);
    expect(await page.locator("kf-stepper .instructions li.now").count()).toBe(1);
    expect(await page.locator("kf-stepper .registers tr.changed").count()).toBe(1);
    await page.locator("kf-stepper input[type=range]").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await stepOf(page)).toBe(3);
    await page.keyboard.press("ArrowLeft");
    expect(await stepOf(page)).toBe(2);
    await page.keyboard.press("End");
    expect(await page.locator("kf-stepper .ending").textContent()).toContain("XDP_PASS");
    await button(page, "To the start").click();
    expect(await status(page)).toMatch(/^Before the first/);
    expect(foreign).toEqual([]);
  });

  test("stops at calls, with their arguments before and after", async () => {
    const { page } = await watch("watch=unknown-spi&step=0");
    for (let call = 0; call < 5; call++) await button(page, "Forward to the next kfunc call").click();
    const current = page.locator("kf-stepper .calls-made > ol > li.changed");
    expect(await current.textContent()).toContain("bpf_xdp_get_xfrm_state");
    expect(await current.textContent()).toContain("opts->error: 0 → -ENOENT (-2)");
    expect(await page.locator("kf-stepper .source li.now").textContent()).toContain("bpf_xdp_get_xfrm_state");
  });

  test("shows what is held, and the rule that a mistake breaks", async () => {
    const { page } = await watch("watch=leak");
    expect(await page.locator("kf-stepper .held").textContent()).toContain("References heldxfrm_state #1");
    const ending = page.locator("kf-stepper .ending");
    expect(await ending.textContent()).toContain("unreleased-reference");
    expect(await ending.locator("a").getAttribute("href")).toBe("/faults/unreleased-reference/");
  });

  test("says which Linux agrees, and that none has seen a changed input", async () => {
    const { page } = await watch("watch=unknown-spi&step=0");
    expect(await page.locator("kf-stepper .engine").textContent()).toContain("7.3.4");
    await page.locator("kf-stepper .input summary").click();
    await page.getByLabel("packet[2].esp.spi").fill("0x1234");
    await button(page, "Run again").click();
    await page.locator("kf-stepper .engine", { hasText: "no other engine has run it" }).waitFor();
    const calls = page.locator("kf-stepper .calls-made");
    expect(await calls.textContent()).toContain("bpf_xdp_xfrm_state_release");
    const { hash } = new URL(page.url());
    expect(decodeURIComponent(hash)).toContain("packet[2].esp.spi=0x1234");

    const linked = await watch(hash.slice(1));
    expect(await linked.page.locator("kf-stepper .calls-made").textContent()).toBe(await calls.textContent());
    await linked.page.getByRole("button", { name: "Back to the scenario" }).click();
    await linked.page.locator("kf-stepper .engine", { hasText: "7.3.4" }).waitFor();
    expect(await linked.page.locator("kf-stepper .calls-made").textContent()).not.toContain("release");
  });

  test.each([
    ["bytes", "0", "two digits for each byte"],
    ["packet[1].ipv4.dst", "nowhere", "nowhere does not fit ipv4.dst. It takes four numbers"],
    ["packet[2].esp.seq", "many", "takes a number"],
    ["packet[2].esp.spi", "0x100000000", "It takes a number from 0 to 4294967295"],
    ["packet[2].esp.seq", "-1", "It takes a number from 0 to 4294967295"],
    ["packet[3].zeros", "99999", "It takes a number from 1 to 65535"],
  ])("an input %s that is %s is told of, and the last run stays", async (path, value, says) => {
    const { page } = await watch("watch=unknown-spi&step=0");
    await page.locator("kf-stepper .input summary").click();
    const label = path === "bytes" ? "The whole packet in hexadecimal" : path;
    await page.getByLabel(label).fill(value);
    await button(page, "Run again").click();
    await page.locator("kf-stepper .complaint", { hasText: says }).waitFor();
    expect(await page.getByLabel(label).getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator("kf-stepper .run").count()).toBe(1);
  });

  test("offers what the program reads as input, and not what it writes", async () => {
    const { page } = await watch("watch=unknown-spi&step=0");
    await page.locator("kf-stepper .input summary").click();
    const labels = await page.locator("kf-stepper .fields label > span").allTextContents();
    expect(labels).toEqual(expect.arrayContaining(["globals.netns_id", "globals.mark", "globals.opts_size"]));
    expect(labels).not.toContain("globals.lookup_error");
    expect(labels).not.toContain("globals.xfrm_replay_window");
  });

  test("goes back to the start with the input as it was changed", async () => {
    const { page } = await watch("watch=unknown-spi&step=0");
    await page.locator("kf-stepper .input summary").click();
    await page.getByLabel("packet[2].esp.spi").fill("0x1234");
    await button(page, "Run again").click();
    await page.locator("kf-stepper .engine", { hasText: "no other engine has run it" }).waitFor();
    await button(page, "Back to the start").click();
    expect(await status(page)).toMatch(/^Before the first/);
    expect(decodeURIComponent(new URL(page.url()).hash)).toContain("packet[2].esp.spi=0x1234");
    expect(await page.getByLabel("packet[2].esp.spi").inputValue()).toBe("0x1234");
  });

  test("goes through the run by keys anywhere in it, Page Down to the next call", async () => {
    const { page } = await watch("watch=unknown-spi&step=0");
    await page.locator("kf-stepper .run").focus();
    await page.keyboard.press("PageDown");
    const afterCall = await stepOf(page);
    expect(await status(page)).toContain("call bpf_dynptr_from_xdp");
    await page.keyboard.press("ArrowDown");
    expect(await stepOf(page)).toBeGreaterThan(afterCall);
    await page.keyboard.press("PageUp");
    expect(await stepOf(page)).toBe(afterCall);
    await page.locator("kf-stepper input[type=range]").focus();
    await page.keyboard.press("PageDown");
    expect(await stepOf(page)).toBeGreaterThan(afterCall);
    await page.keyboard.press("Home");
    expect(await status(page)).toMatch(/^Before the first/);
  });

  test("shows what registers point to, memory by what it is, and what is held", async () => {
    const { page } = await watch("watch=leak");
    const stepper = page.locator("kf-stepper");
    expect(await stepper.locator(".instructions").textContent()).toContain("xfrm_replay_window ll");
    expect(await stepper.locator(".objects").textContent()).toContain("xfrm_state #1");
    const parts = await stepper.locator(".memory > .part").allTextContents();
    expect(parts).toEqual(expect.arrayContaining(["Stack", "Packet", "Global variables"]));
    const field = stepper.locator(".memory .fields-of tr", { hasText: "xfrm_replay_window" });
    expect(await field.textContent()).toContain("64");
  });

  test("without JavaScript the page says what it lacks", async () => {
    const { page } = await open(example, { javaScriptEnabled: false });
    expect(await page.locator("noscript p").textContent()).toContain("JavaScript");
    expect(await page.locator("kf-stepper .chooser").isVisible()).toBe(false);
  });
});
