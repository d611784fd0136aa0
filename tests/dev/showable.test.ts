import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { mayStand } from "../../src/dev/may-stand.ts";
import type { FilesByPath } from "../../src/dev/mending.ts";
import { showable } from "../../src/dev/showable.ts";
import type { KfuncModel } from "../../src/node/build/site-model.ts";
import { checkAgain } from "../../src/node/watch/check-again.ts";
import { writeSampleContent } from "../drivers/sample-content.ts";
import { sharedCache } from "../drivers/shared-cache.ts";
import { quietly } from "../node/build/content-copy.ts";

const content = mkdtempSync(join(tmpdir(), "kfdoc-showable-"));
const checker = checkAgain({ content, cache: sharedCache, progress: quietly, withoutSelfContained: true, mayStand });
const SPEC = "kfuncs/xfrm/bpf_xdp_get_xfrm_state.yaml";
const PAGE = "kfuncs/xfrm/bpf_xdp_get_xfrm_state.md";
const SCENARIOS = "examples/xfrm/replay-window.yaml";
const PROGRAM = "examples/xfrm/replay-window.bpf.c";

beforeAll(() => writeSampleContent(content));
afterAll(() => rmSync(content, { recursive: true, force: true }));

/** Changes a file for the time of the test. */
function change(file: string, edit: (text: string) => string): void {
  const path = join(content, file);
  const text = readFileSync(path, "utf8");
  expect(edit(text)).not.toBe(text);
  writeFileSync(path, edit(text));
  onTestFinished(() => writeFileSync(path, text));
}

const replace = (from: string, to: string) => (text: string) => text.replace(from, to);

/** What is shown of the folder as it stands, where `good` was right before. */
async function shown(good: FilesByPath = new Map()) {
  const { files, report } = await checker.pass();
  const found = await showable(files, report, good, checker.check);
  if (!found?.report.assembled) throw new Error("nothing is shown");
  const { assembled, sources } = found.report;
  return {
    kfunc: assembled.kfuncs.find(({ name }) => name === "bpf_xdp_get_xfrm_state"),
    example: assembled.examples.find(({ key }) => key === "xfrm/replay-window"),
    prose: sources.pages.find(({ path }) => path === `content/${PAGE}`)?.text,
    whole: found.whole,
  };
}

const valuesOf = (kfunc: KfuncModel | undefined) => kfunc?.errors?.map(({ value }) => value);

describe("of files with something wrong from the start, the rest is shown", () => {
  test("all of them where nothing is wrong", async () => {
    const { kfunc, example, prose } = await shown();
    expect(valuesOf(kfunc)).toEqual(["NULL", "EINVAL", "EINVAL", "ENONET", "ENOENT"]);
    expect(example?.scenarios.length).toBeGreaterThan(5);
    expect(prose).toContain("It takes a kernel built with");
  });

  test("a spec without its misspelt key, its wrong member and its unknown errno", async () => {
    change(SPEC, replace("returns: The state", "retruns: The state"));
    change(SPEC, replace("      proto:\n", "      protoo:\n"));
    change(SPEC, replace("value: ENONET", "value: ENOTNET"));
    const { kfunc, prose } = await shown();
    expect(kfunc?.spec.summary).toContain("security association");
    expect(kfunc?.spec.returns).toBeUndefined();
    expect(kfunc?.params[1]?.members.map(({ name }) => name)).not.toContain("protoo");
    expect(kfunc?.params[1]?.members.map(({ name }) => name)).toContain("spi");
    expect(valuesOf(kfunc)).toEqual(["NULL", "EINVAL", "EINVAL", "ENOENT"]);
    expect(prose).toContain("It takes a kernel built with");
  });

  test("an error without the scenario that does not show it", async () => {
    change(SPEC, replace("#unknown-spi", "#matching-sa"));
    const { kfunc } = await shown();
    expect(valuesOf(kfunc)).toContain("ENOENT");
    expect(kfunc?.errors?.at(-1)).not.toHaveProperty("shown_by");
  });

  test("of a spec that can't be read, what kernels say, and the page", async () => {
    change(SPEC, replace("since: {", "since: [{"));
    const { kfunc, prose } = await shown();
    expect(kfunc?.prototype.returns).toBe("struct xfrm_state *");
    expect(kfunc?.spec.summary).toBeUndefined();
    expect(prose).toContain("It takes a kernel built with");
  });

  test("a page without the paragraph and the entry of a list in which something is wrong", async () => {
    change(PAGE, replace("the helper\n", "the helper [[bpf_nope]] or\n"));
    change(PAGE, replace("- Success does not", "- <b>Success</b> does not"));
    const { prose } = await shown();
    expect(prose).not.toContain("To read the association of a packet in XDP");
    expect(prose).not.toContain("does not write `opts.error`");
    expect(prose).toContain("## When to use it");
    expect(prose).toContain("`mark` matters");
  });

  test("an example without the scenario that can't be set up, and the error that it showed", async () => {
    change(SCENARIOS, replace("10.0.0.2", "10.0.0.256"));
    const { example, kfunc } = await shown();
    expect(example?.scenarios.length).toBeGreaterThan(3);
    expect(kfunc?.errors).toHaveLength(5);
  });

  test("what a run did, whatever was expected of it", async () => {
    change(SCENARIOS, replace("return: XDP_PASS", "return: XDP_DROP"));
    const { example } = await shown();
    expect(example?.scenarios[0]?.outcome?.returns).toBeDefined();
  });

  test("nothing of an example that does not compile, and no error shown by it", async () => {
    change(PROGRAM, replace("SEC(", "SECT("));
    const { example, kfunc } = await shown();
    expect(example).toBeUndefined();
    expect(valuesOf(kfunc)).toEqual(["NULL", "EINVAL", "EINVAL", "ENONET", "ENOENT"]);
    expect(kfunc?.errors?.filter((error) => "shown_by" in error)).toEqual([]);
  });

  test("a draft with all that is to be written", async () => {
    change(SPEC, (text) => text.replace(/^summary: .*/m, 'summary: "TODO: what it does"'));
    change(PAGE, () => "TODO: why it exists\n");
    const { kfunc, prose } = await shown();
    expect(kfunc?.spec.summary).toBe("TODO: what it does");
    expect(prose).toBe("TODO: why it exists\n");
  });

  test("no page of a kfunc that no kernel has", async () => {
    const path = join(content, "kfuncs/xfrm/bpf_nope.yaml");
    writeFileSync(path, "name: bpf_nope\n");
    onTestFinished(() => rmSync(path));
    const { kfunc, whole } = await shown();
    expect(kfunc).toBeDefined();
    expect(whole.has("content/kfuncs/xfrm/bpf_nope.yaml")).toBe(false);
  });
});

describe("of files that were right", () => {
  test("spec and page stand as they were together", async () => {
    const { whole } = await shown();
    change(SPEC, replace("value: ENONET", "value: ENOTNET"));
    change(PAGE, replace("## Pitfalls", "## Traps"));
    const { kfunc, prose } = await shown(whole);
    expect(valuesOf(kfunc)).toContain("ENONET");
    expect(prose).toContain("## Pitfalls");
  });

  test("a page that is new is shown as it is, with a spec that has something wrong", async () => {
    const { whole } = await shown();
    const old = new Map([...whole].filter(([path]) => path !== `content/${PAGE}`));
    change(SPEC, replace("summary: Looks", "summary: Now looks"));
    change(SPEC, replace("value: ENONET", "value: ENOTNET"));
    const { kfunc, prose } = await shown(old);
    expect(kfunc?.spec.summary).toMatch(/^Now looks/);
    expect(valuesOf(kfunc)).not.toContain("ENONET");
    expect(prose).toContain("## Pitfalls");
  });
});
