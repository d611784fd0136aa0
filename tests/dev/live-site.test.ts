import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { project } from "../node/build/content-copy.ts";
import { DevSession, patience } from "./dev-session.ts";

const dev = new DevSession();
const SPEC = "kfuncs/dynptr/bpf_dynptr_slice.yaml";
const PROSE = "kfuncs/dynptr/bpf_dynptr_slice.md";
const SOURCE = "examples/dynptr/from-xdp.bpf.c";

beforeAll(() => dev.start(), 400_000);
afterEach(() => dev.undo(), 100_000);
afterAll(() => dev.end());

describe("the open page", { timeout: 200_000 }, () => {
  test("follows prose and spec, and is loaded once", async () => {
    const { page } = dev;
    await dev.open("kfuncs/bpf_dynptr_slice/");
    await page.evaluate("window.isAsItWas = true");
    dev.replace(PROSE, "\n\n", "\n\nThe page was changed by its author.\n\n");
    await page.getByText("The page was changed by its author.").waitFor();
    dev.replace(SPEC, "summary: ", "summary: Now and then, ");
    await page.locator(".lead", { hasText: "Now and then, " }).waitFor();
    await dev.undo();
    await page.locator(".lead", { hasNotText: "Now and then, " }).waitFor();
    await page.getByText("The page was changed by its author.").waitFor({ state: "detached" });
    expect(await page.evaluate("window.isAsItWas")).toBe(true);
  });

  test("follows an example, and what is marked in it for the reader's kernel stays marked", async () => {
    const { page } = dev;
    await dev.open("examples/dynptr/from-xdp/");
    await page.locator('kf-choice select[name="release"]').selectOption("6.1");
    const marked = page.locator("a.unavailable", { hasText: "bpf_dynptr_slice" });
    await marked.first().waitFor();
    const before = await marked.count();
    dev.replace(SOURCE, "SEC(", "/* The author was here. */\nSEC(");
    await page.getByText("The author was here.").first().waitFor();
    await vi.waitUntil(async () => (await marked.count()) === before, patience);
    await dev.undo();
    await page.getByText("The author was here.").first().waitFor({ state: "detached" });
  });

  test.each([
    { what: "YAML that is none", file: SPEC, from: "since:", to: "since: [", says: "yaml/" },
    { what: "a spec that is wrong", file: SPEC, from: "since:", to: "sinze:", says: "did you mean since?" },
    { what: "C that is wrong", file: SOURCE, from: "return XDP_", to: "return <b>XDP_", says: "example/compile" },
    {
      what: "a dead name in prose",
      file: PROSE,
      from: "\n\n",
      to: "\n\nSee [[bpf_nope]].\n\n",
      says: "page/unknown-kfunc",
    },
  ])("is as it last was right, with what is wrong beside it: $what", async ({ file, from, to, says }) => {
    const { page } = dev;
    await dev.open("kfuncs/bpf_dynptr_slice/");
    const lead = await page.locator(".lead").textContent();
    const before = dev.printed.length;
    dev.replace(file, from, to);
    await dev.finding(says);
    expect(await dev.findings().locator("b").count()).toBe(0);
    expect(dev.printed.slice(before)).toContain(says);
    await page.reload();
    await dev.finding(says);
    expect(await page.locator(".lead").textContent()).toBe(lead);
    await dev.undo();
    await dev.findings().waitFor({ state: "detached" });
  });

  test("tells of its own files first", async () => {
    dev.replace("kfuncs/dynptr/bpf_dynptr_from_xdp.yaml", "since:", "sinze:");
    dev.replace("kfuncs/xfrm/bpf_xdp_get_xfrm_state.yaml", "since:", "sinze:");
    for (const [name, place] of [
      ["bpf_xdp_get_xfrm_state", "kfuncs/xfrm/bpf_xdp_get_xfrm_state.yaml:"],
      ["bpf_dynptr_from_xdp", "kfuncs/dynptr/bpf_dynptr_from_xdp.yaml:"],
    ] as const) {
      await dev.open(`kfuncs/${name}/`);
      await expect.poll(() => dev.findings().locator(".place").count()).toBe(2);
      expect(await dev.findings().locator(".place").first().textContent()).toContain(place);
    }
  });

  test("has next to nothing over it until its author opens what is wrong, which stays open from page to page", async () => {
    await dev.open("kfuncs/bpf_dynptr_slice/");
    dev.replace(SPEC, "since:", "sinze:");
    await dev.finding("did you mean since?");
    const height = async () => (await dev.findings().boundingBox())?.height ?? 0;
    expect(await height()).toBeLessThan(60);
    await dev.findings().locator("summary").click();
    await expect.poll(height).toBeGreaterThan(150);
    await dev.open("kfuncs/bpf_dynptr_from_xdp/");
    await dev.finding("did you mean since?");
    expect(await height()).toBeGreaterThan(150);
    await dev.findings().locator("summary").click();
  });

  test("keeps text as far from its headings as a build does", async () => {
    const { page } = dev;
    await dev.open("kfuncs/bpf_dynptr_slice/");
    const paragraph = page.locator(".sl-heading-wrapper.level-h2 + *").first();
    const heading = await page.locator(".sl-heading-wrapper.level-h2").first().boundingBox();
    const distance = ((await paragraph.boundingBox())?.y ?? 0) - ((heading?.y ?? 0) + (heading?.height ?? 0));
    expect(distance).toBeGreaterThan(12);
  });

  test("survives files that are taken away", async () => {
    await dev.open("kfuncs/bpf_dynptr_slice/");
    dev.write(SPEC, readFileSync(join(dev.content, SPEC), "utf8"));
    rmSync(join(dev.content, SPEC));
    await dev.findings().waitFor();
    await expect.poll(async () => (await dev.open("kfuncs/bpf_dynptr_slice/"))?.status(), patience).toBe(200);
    await dev.undo();
    await dev.findings().waitFor({ state: "detached" });
  });

  test("says that search needs a build", async () => {
    const { page } = dev;
    await dev.open("kfuncs/bpf_dynptr_slice/");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("dynptr");
    await page.locator("kf-search output", { hasText: "kfdoc build" }).waitFor();
  });

  test("carries a title that is changed in site.yaml, at the same address", async () => {
    const { page } = dev;
    await dev.open("kfuncs/bpf_dynptr_slice/");
    dev.write("site.yaml", "title: Another name\nredirects: { /old/: /kfuncs/ }\n");
    await page.locator(".site-title", { hasText: "Another name" }).waitFor();
    const moved = await fetch(`${dev.address}old/`, { redirect: "manual" });
    expect([moved.status, moved.headers.get("location")]).toEqual([301, "/kfuncs/"]);
    await dev.undo();
    const served = () => fetch(dev.address).then((answer) => answer.text());
    await expect.poll(() => served().catch(() => "Another name"), patience).not.toContain("Another name");
  });
});

describe("a page that never was right", { timeout: 200_000 }, () => {
  const NEW = "kfuncs/xfrm/bpf_skb_get_xfrm_info";

  test("of a wrong spec shows all but what is wrong, and follows", async () => {
    const { page } = dev;
    const prose = "The tunnel's metadata is what this is about.\n\nSee [[bpf_nope]].\n";
    dev.write(`${NEW}.md`, prose);
    dev.replace(`${NEW}.yaml`, "since:", "summary: Reads what a tunnel knows.\nretruns: 0.\nsince:");
    await dev.open("kfuncs/bpf_skb_get_xfrm_info/");
    await page.locator(".lead", { hasText: "Reads what a tunnel knows." }).waitFor();
    await page.locator("main").getByText("The tunnel's metadata is what this is about.").waitFor();
    await dev.finding("did you mean returns?");
    await dev.finding("page/unknown-kfunc");
    expect(await page.locator("main").getByText("bpf_nope").count()).toBe(0);
    dev.write(`${NEW}.md`, prose.replace("bpf_nope", "bpf_skb_set_xfrm_info"));
    await page.locator("main a", { hasText: "bpf_skb_set_xfrm_info" }).first().waitFor();
  });

  test("of a kfunc that no kernel has says so, with its prose", async () => {
    const { page } = dev;
    dev.write("kfuncs/xfrm/bpf_nope.yaml", "name: bpf_nope\n");
    dev.write("kfuncs/xfrm/bpf_nope.md", "What it would be for.\n\n::example{name=nope/nope}\n");
    await vi.waitUntil(() => dev.printed.includes("bpf_nope.yaml:"), patience);
    await dev.open("kfuncs/bpf_nope/");
    await page.locator("h1", { hasText: "Not to be shown yet" }).waitFor();
    await page.locator("main").getByText("What it would be for.").waitFor();
    await dev.finding("audit/unknown-kfunc");
  });

  test("of an example that does not compile shows its source, and the example once it does", async () => {
    const { page } = dev;
    const [text, scenarios] = [SOURCE, SOURCE.replace(".bpf.c", ".yaml")].map((file) =>
      readFileSync(join(dev.content, file), "utf8"),
    );
    dev.write("examples/dynptr/another.bpf.c", `${text?.replace("SEC(", "SECT(")}`);
    dev.write("examples/dynptr/another.yaml", `${scenarios?.replace("from-xdp.bpf.c", "another.bpf.c")}`);
    await vi.waitUntil(() => dev.printed.includes("another.bpf.c:"), patience);
    await dev.open("examples/dynptr/another/");
    await page.locator("h1", { hasText: "Not to be shown yet" }).waitFor();
    await page.locator("main").getByText("SECT(").first().waitFor();
    dev.write("examples/dynptr/another.bpf.c", `${text}`);
    await page.locator("h1", { hasText: "Dynptr of an XDP packet" }).waitFor();
    await dev.findings().waitFor({ state: "detached" });
  });
});

test("an address that is malformed is answered with 400", async () => {
  expect((await fetch(`${dev.address}%E0%A4%A`)).status).toBe(400);
});

test("a port that was asked for and is taken is refused before anything is checked", async () => {
  const command = ["src/cli/kfdoc.ts", "dev", "--port", new URL(dev.address).port, "--content", dev.content];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: project,
    encoding: "utf8",
    timeout: 30_000,
  });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("is taken");
}, 120_000);
