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

/** Where the hits lead, in order. */
async function hitsFor(page: Page, query: string): Promise<(string | null)[]> {
  await page.locator("kf-search input").fill(query);
  await page.locator(`kf-search .hits[data-query=${JSON.stringify(query)}]`).waitFor({ state: "attached" });
  return page.locator("kf-search .hit > a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
}

/** What people who write BPF programs type, and what must be among the first three pages. */
const queries: readonly (readonly [string, ...string[]])[] = [
  ["xdp_get_xfrm", "/kfuncs/bpf_xdp_get_xfrm_state/"],
  ["bpf_xdp_get_xfrm_state", "/kfuncs/bpf_xdp_get_xfrm_state/"],
  ["bpf_ct_lookup", "/kfuncs/bpf_skb_ct_lookup/", "/kfuncs/bpf_xdp_ct_lookup/"],
  ["skb_ct_lookup", "/kfuncs/bpf_skb_ct_lookup/"],
  ["ENONET", "/errors/ENONET/"],
  ["-ENOENT", "/errors/ENOENT/"],
  ["what does -ENONET mean", "/errors/ENONET/"],
  ["netns_id", "/structs/bpf_xfrm_state_opts/#member-netns_id", "/structs/bpf_ct_opts/#member-netns_id"],
  ["bpf_ct_opts netns_id", "/structs/bpf_ct_opts/#member-netns_id"],
  ["struct bpf_ct_opts", "/structs/bpf_ct_opts/"],
  ["KF_ACQUIRE", "/flags/KF_ACQUIRE/"],
  ["trusted args", "/flags/KF_TRUSTED_ARGS/"],
  ["sleepable", "/flags/KF_SLEEPABLE/"],
  ["tc", "/program-types/BPF_PROG_TYPE_SCHED_CLS/"],
  ["XDP", "/program-types/BPF_PROG_TYPE_XDP/"],
  ["sched_cls", "/program-types/BPF_PROG_TYPE_SCHED_CLS/"],
  ["struct_ops", "/program-types/BPF_PROG_TYPE_STRUCT_OPS/"],
  ["Linux 6.12", "/releases/6.12/"],
  ["Unreleased reference id=3 alloc_insn=12", "/verifier-messages/unreleased-reference/"],
  [
    "calling kernel function bpf_task_from_pid is not allowed",
    "/verifier-messages/calling-kernel-function/",
    "/kfuncs/bpf_task_from_pid/",
  ],
  ["R1 must be referenced or trusted", "/verifier-messages/must-be-referenced-or-trusted/"],
  [
    "12: (79) r1 = *(u64 *)(r0 +8) R0 invalid mem access 'ptr_or_null_'",
    "/verifier-messages/invalid-mem-access-ptr_or_null_/",
  ],
  ["Possibly NULL pointer passed to trusted arg0", "/verifier-messages/possibly-null-pointer-passed-to-trusted/"],
  ["how do I read a packet with dynptr", "/concepts/dynptr/"],
  ["how do I look up a connection", "/concepts/conntrack/"],
  ["open coded iterator", "/concepts/iterators/"],
  ["dynptr", "/concepts/dynptr/"],
  ["conntrack", "/concepts/conntrack/"],
  ["tcp congestion control", "/concepts/tcp-cc/"],
  ["bpf_dynptr_slce", "/kfuncs/bpf_dynptr_slice/"],
  ["bpf_stream_printk", "/kfuncs/bpf_stream_vprintk/"],
  ["cpumaks", "/concepts/cpumask/"],
  ["cpumask and", "/kfuncs/bpf_cpumask_and/"],
  ["task from pid", "/kfuncs/bpf_task_from_pid/"],
  ["rcu_read_lock", "/kfuncs/bpf_rcu_read_lock/"],
  ["bpf_obj_new", "/kfuncs/bpf_obj_new/"],
  ["kptr xchg", "/faults/kptr/"],
  ["spin lock", "/kfuncs/bpf_res_spin_lock/"],
  ["crypto encrypt", "/kfuncs/bpf_crypto_encrypt/"],
  ["fsverity", "/kfuncs/bpf_get_fsverity_digest/"],
  ["get xattr", "/kfuncs/bpf_get_file_xattr/"],
  ["cgroup ancestor", "/kfuncs/bpf_cgroup_ancestor/"],
  ["string compare", "/concepts/strings/"],
  ["signal a process", "/kfuncs/bpf_send_signal_task/"],
  ["file path of a dentry", "/kfuncs/bpf_path_d_path/"],
];

describe("search", () => {
  test("has what was asked for among the first three", async () => {
    const { page, foreign } = await open("/");
    await openSearch(page);
    const missed: string[] = [];
    for (const [query, ...wanted] of queries) {
      const hits = await hitsFor(page, query);
      const first = hits.slice(0, 3);
      if (wanted.some((address) => !first.includes(address))) missed.push(`${query}: ${first.join(" ")}`);
    }
    expect(missed).toEqual([]);
    expect(foreign).toEqual([]);
  });

  test.each([
    ["tc", "/program-types/BPF_PROG_TYPE_SCHED_CLS/"],
    ["ENONET", "/errors/ENONET/"],
    ["Unreleased reference id=3 alloc_insn=12", "/verifier-messages/unreleased-reference/"],
    ["bpf_ct_opts netns_id", "/structs/bpf_ct_opts/#member-netns_id"],
  ])("for %s leads to %s first", async (words, address) => {
    const { page } = await open("/");
    await openSearch(page);
    expect((await hitsFor(page, words))[0]).toBe(address);
  });

  test("says which name it took a typing mistake for", async () => {
    const { page } = await open("/");
    await openSearch(page);
    await hitsFor(page, "bpf_dynptr_slce");
    expect(await page.locator("kf-search output").textContent()).toContain(
      "Nothing is named “bpf_dynptr_slce”; shown is bpf_dynptr_slice",
    );
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

  test("leads by Enter to what was typed last, however soon it is pressed", async () => {
    const { page } = await open("/");
    await openSearch(page);
    await hitsFor(page, "KF_ACQUIRE");
    await page.locator("kf-search input").fill("bpf_dynptr_slice");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === "/kfuncs/bpf_dynptr_slice/");
  });

  test("says so where nothing holds the words", async () => {
    const { page } = await open("/");
    await openSearch(page);
    await page.locator("kf-search input").fill("жжжж");
    await expect.poll(() => page.locator("kf-search output").textContent()).toContain("Nothing holds");
  });

  test("loads its index with the first letter, not before", async () => {
    const { page, rest } = await open("/");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await openSearch(page);
    await rest();
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
