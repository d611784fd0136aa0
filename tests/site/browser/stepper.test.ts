import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { type OpenPage, useSite } from "./site.ts";

const open = useSite();
const example = "/examples/xfrm/replay-window/";

const status = async (page: Page) => (await page.locator("kf-stepper .status").textContent()) ?? "";
const stepOf = async (page: Page) => Number(/^Step (\d+) of/.exec(await status(page))?.[1] ?? 0);
const button = (page: Page, name: string) => page.locator("kf-stepper").getByRole("button", { name, exact: true });

/** The stepper on a page of its own, which is opened at this address. */
async function watchAnew(fragment: string): Promise<OpenPage> {
  const opened = await open(`${example}#${fragment}`);
  await opened.page.locator("kf-stepper .run").waitFor();
  return opened;
}

/** Run in the page: its address changes, as by a link, and the stepper has followed. */
const followLink = (fragment: string) =>
  new Promise<void>((resolve) => {
    const input = document.querySelector<HTMLDetailsElement>("kf-stepper .input");
    if (input) input.open = false;
    const untilShown = () => {
      if (document.querySelector("kf-stepper .player[aria-busy]")) requestAnimationFrame(untilShown);
      else resolve();
    };
    history.replaceState(null, "", "#");
    addEventListener("hashchange", untilShown, { once: true });
    location.hash = fragment;
  });

const windows = new Map<string, OpenPage>();

/** The stepper at this address, on a page that has loaded the emulator for an earlier test: that takes ten times as long as a test. */
async function watch(fragment: string, path = example): Promise<OpenPage> {
  const opened = windows.get(path) ?? (await open(path, {}, "file"));
  windows.set(path, opened);
  await opened.page.evaluate(followLink, fragment);
  await opened.page.locator("kf-stepper .run").waitFor();
  return opened;
}

describe("the stepper", () => {
  test("loads nothing before it is asked to", async () => {
    const asked: string[] = [];
    const { page, rest } = await open(example);
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await rest();
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
    const bytes = page.getByLabel("The whole packet in hexadecimal");
    const before = await bytes.inputValue();
    await page.getByLabel("packet[2].esp.spi").fill("0x1234");
    await button(page, "Run again").click();
    await page.locator("kf-stepper .engine", { hasText: "no other engine has run it" }).waitFor();
    expect(before).not.toContain("00 00 12 34");
    expect(await bytes.inputValue()).toContain("00 00 12 34");
    const calls = page.locator("kf-stepper .calls-made");
    expect(await calls.textContent()).toContain("bpf_xdp_xfrm_state_release");
    const { hash } = new URL(page.url());
    expect(decodeURIComponent(hash)).toContain("packet[2].esp.spi=0x1234");
    expect(decodeURIComponent(hash)).not.toContain("bytes=");

    const linked = await watchAnew(hash.slice(1));
    expect(await linked.page.locator("kf-stepper .calls-made").textContent()).toBe(await calls.textContent());
    await linked.page.getByRole("button", { name: "Back to the scenario" }).click();
    await linked.page.locator("kf-stepper .engine", { hasText: "7.3.4" }).waitFor();
    expect(await linked.page.getByLabel("The whole packet in hexadecimal").inputValue()).toBe(before);
    expect(await linked.page.locator("kf-stepper .calls-made").textContent()).not.toContain("release");
  });

  test.each([
    ["bytes", "0", "two digits for each byte"],
    ["packet[1].ipv4.dst", "nowhere", "nowhere does not fit ipv4.dst. It takes an IPv4 address"],
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

  test.each([
    ["kernel.processes[0].threads", "999999999", "It takes a number from 1 to 16"],
    ["kernel.processes[0].comm", "NOPE X", "1 to 15 printable characters"],
  ])("an input %s of %s is refused before anything is made of it", async (path, value, says) => {
    const { page } = await watch("watch=found&step=0", "/examples/task/find-process/");
    await page.locator("kf-stepper .input summary").click();
    await page.getByLabel(path).fill(value);
    await button(page, "Run again").click();
    await page.locator("kf-stepper .complaint", { hasText: says }).waitFor();
    expect(await page.getByLabel(path).getAttribute("aria-invalid")).toBe("true");
  });

  test("names the name that was meant where a name is unknown, and the focus stays", async () => {
    const { page } = await watch("watch=matching-sa&step=0");
    await page.locator("kf-stepper .input summary").click();
    const family = page.getByLabel("kernel.xfrm_states[0].family");
    const proto = page.getByLabel("kernel.xfrm_states[0].proto");
    await family.fill("AF_BANANA");
    await proto.fill("IPPROTO_EPS");
    await proto.press("Enter");
    const complaint = page.locator("kf-stepper .input .complaint");
    await expect
      .poll(() => complaint.textContent())
      .toContain("AF_BANANA does not fit xfrm_states.family. It takes AF_INET");
    expect(await complaint.textContent()).toContain("Did you mean IPPROTO_ESP?");
    expect(await complaint.textContent()).not.toContain("bug");
    expect(await proto.evaluate((field) => field === document.activeElement)).toBe(true);
    await family.fill("AF_INET");
    await proto.fill("IPPROTO_ESP");
    await page.getByLabel("kernel.xfrm_states[0].spi").fill("7");
    await button(page, "Run again").click();
    await page.locator("kf-stepper .notes", { hasText: "Ran with the changed input" }).waitFor();
    expect(await button(page, "Run again").evaluate((each) => each === document.activeElement)).toBe(true);
    expect(await complaint.textContent()).toBe("");
  });

  test.each([
    ["watch=unknown-spy&step=0", "There is no scenario “unknown-spy” here: shown is unknown-spi."],
    ["watch=", "The address names no scenario"],
    ["watch=unknown-spi&step=99999", "and no step 99999: shown is its end"],
    ["watch=unknown-spi&step=first", "The step “first” is no number"],
    ["watch=unknown-spi&packet[1].ipv4.dts=10.0.0.9", "Did you mean packet[1].ipv4.dst? It was left out."],
    ["watch=unknown-spi&packet[1].ipv4.dst=nowhere", "It takes an IPv4 address such as 10.0.0.2. It was left out."],
    ["watch=unknown-spi&globals.nope=1", "The object has no global variable nope"],
    ["watch=unknown-spi&bytes=abc", "two digits for each byte. It was left out."],
  ])("says what of #%s can't be followed", async (fragment, says) => {
    const { page } = await watch(fragment);
    await expect.poll(() => page.locator("kf-stepper .notes").textContent()).toContain(says);
    expect(await page.locator("kf-stepper .chooser select").inputValue()).not.toBe("");
    expect(await page.locator("kf-stepper .engine").textContent()).toContain("7.3.4");
  });

  test("follows what of an address is right", async () => {
    const { page } = await watchAnew("watch=unknown-spi&packet[2].esp.spi=0x1234&packet[9].nope=1");
    await expect.poll(() => page.locator("kf-stepper .notes").textContent()).toContain("packet[9].nope");
    expect(await page.locator("kf-stepper .calls-made").textContent()).toContain("bpf_xdp_xfrm_state_release");
  });

  test("copies a link to the step and says so", async () => {
    const { page } = await watchAnew("watch=unknown-spi&step=7");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await button(page, "Copy link to this step").click();
    await page.locator("kf-stepper [role=status]", { hasText: "The link is copied" }).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(page.url());
    expect(page.url()).toContain("step=7");
  });

  test("runs beside the page, so that what takes long can be stopped and begun anew", async () => {
    const { page } = await open(example);
    let isHeld = true;
    await page.route("**/vmlinux.btf", (route) => (isHeld ? undefined : route.continue()));
    await button(page, "Load the emulator and run it").click();
    await button(page, "Stop").click();
    await page.locator("kf-stepper .notes", { hasText: "Stopped" }).waitFor();
    await expect.poll(() => page.workers()).toEqual([]);
    isHeld = false;
    await button(page, "Load the emulator and run it").click();
    await page.locator("kf-stepper .run").waitFor();
    expect(page.workers()).toHaveLength(1);
    expect(await button(page, "Stop").count()).toBe(0);
  });

  test("ends a run that takes too long, says so, and runs the next one", async () => {
    const { page } = await watchAnew("watch=unknown-spi&step=0");
    const stepper = page.locator("kf-stepper");
    await stepper.evaluate((element: HTMLElement) => {
      element.dataset.patience = "0";
    });
    await stepper.locator("select").selectOption("leak");
    await stepper.locator(".notes", { hasText: "stopped: it had no end within 0 seconds" }).waitFor();
    await expect.poll(() => page.workers()).toEqual([]);
    await stepper.evaluate((element: HTMLElement) => {
      delete element.dataset.patience;
    });
    await stepper.locator("select").selectOption("window-64");
    await stepper.locator(".what", { hasText: "64 packets" }).waitFor();
    await expect.poll(() => page.workers()).toHaveLength(1);
  });

  test("reads the packet by its headers, marks the bytes of a field, and leads to a line of C", async () => {
    const { page } = await watch("watch=window-64&step=0");
    const stepper = page.locator("kf-stepper");
    const daddr = stepper.locator(".memory tr", { hasText: "daddr" });
    expect(await daddr.textContent()).toBe("daddr+3010.0.0.2");
    await daddr.getByRole("button").click();
    expect(await stepper.locator(".hex-bytes .chosen").allTextContents()).toEqual(["0a", "00", "00", "02"]);
    await page.getByLabel("Line of C to run to").fill("73");
    await button(page, "Run to line").click();
    expect(await status(page)).toContain("line 73");
    expect(await stepper.locator(".hex-bytes .chosen").count()).toBe(4);
    await stepper.locator(".instructions li", { hasText: "call bpf_xdp_get_xfrm_state" }).click();
    expect(await stepper.locator(".instructions li.now").textContent()).toContain("call bpf_xdp_get_xfrm_state");
    await page.getByLabel("Line of C to run to").fill("1");
    await button(page, "Run to line").click();
    expect(await stepper.locator(".to-line [role=status]").textContent()).toContain("Line 1 does not run");
  });

  test("shows members of a kernel object on demand, who holds it and what has no model", async () => {
    const { page } = await watch("watch=leak");
    const object = page.locator("kf-stepper .objects > details", { hasText: "xfrm_state #1" });
    expect(await object.locator("table").isVisible()).toBe(false);
    await object.locator("summary").first().click();
    expect(await object.locator("tr", { hasText: "id.spi" }).textContent()).toContain("0x00001234");
    const text = await object.textContent();
    expect(text).toMatch(/The program holds 1 reference, taken by step \d+, line \d+/);
    expect(text).toMatch(/Without a model, read as 0: \d+ members/);
    const withoutModel = object.locator("details > p");
    await object.locator("summary", { hasText: "Without a model" }).click();
    await button(page, "Back one instruction").click();
    expect(await withoutModel.isVisible()).toBe(true);
    await object.locator("summary", { hasText: "Without a model" }).click();
    await button(page, "Forward one instruction").click();
    expect(await withoutModel.isVisible()).toBe(false);
  });

  test.each([390, 768])("controls stay in sight below the bars, %i pixels wide", async (width) => {
    const { page } = await open(`${example}#watch=unknown-spi&step=3`, { viewport: { width, height: 800 } });
    await page.locator("kf-stepper .run").waitFor();
    await page.locator("kf-stepper .state").evaluate((state) => state.scrollIntoView({ block: "start" }));
    const forward = button(page, "Forward one instruction");
    await forward.click({ timeout: 5000 });
    expect(await stepOf(page)).toBe(4);
    const isCovered = await forward.evaluate((element) => {
      const { x, y, width: wide, height } = element.getBoundingClientRect();
      return [0.05, 0.95].some((part) => !element.contains(document.elementFromPoint(x + wide / 2, y + height * part)));
    });
    expect(isCovered).toBe(false);
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

  test("leaves the focus where it is as its panels are drawn anew, and on the run where that is gone", async () => {
    const { page } = await watch("watch=leak");
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    const end = await stepOf(page);
    await page.locator("kf-stepper .objects summary", { hasText: "xfrm_state #1" }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    expect(await stepOf(page)).toBe(end - 2);
    expect(await focused()).toMatch(/^xfrm_state #1/);
    await page.keyboard.press("Home");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("run");
    await page.keyboard.press("ArrowRight");
    expect(await stepOf(page)).toBe(1);
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
