import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { kfuncsFileSchema } from "../../../src/core/facts/kfuncs-file.ts";
import { provenanceFileSchema } from "../../../src/core/facts/provenance-file.ts";
import { structsFileSchema } from "../../../src/core/facts/structs-file.ts";
import { structLayout } from "../../../src/core/kernel-binary/struct-layout.ts";
import { compareVersions, versionPattern } from "../../../src/core/spec/versions.ts";
import { kfuncFlagBits } from "../../../src/core/uapi/kfunc-flags.ts";
import { printJson } from "../../../src/node/kernel-import/print-json.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

const kernels = join(import.meta.dirname, "../../../content/kernels");
const releases = readdirSync(kernels)
  .filter((name) => versionPattern.test(name))
  .sort(compareVersions);

/** Kfuncs of the kernel itself and of its modules. */
const counts: Readonly<Record<string, readonly [number, number]>> = {
  "6.1": [42, 25],
  "6.12": [129, 30],
  "6.16": [225, 30],
  "6.17": [240, 30],
  "6.18": [247, 30],
  "6.19": [258, 30],
  "7.0": [269, 30],
  "7.1": [282, 31],
  "7.2": [305, 31],
  "7.3": [316, 31],
};

const textOf = (release: string, name: string) => readFileSync(join(kernels, release, name), "utf8");
const readKfuncs = (release: string) => kfuncsFileSchema.parse(JSON.parse(textOf(release, "kfuncs.json"))).kfuncs;
const readProvenance = (release: string) => provenanceFileSchema.parse(JSON.parse(textOf(release, "provenance.json")));
const readStructs = (release: string) => structsFileSchema.parse(JSON.parse(textOf(release, "structs.json"))).structs;

test("there are facts of ten releases", () => {
  expect(releases).toEqual(Object.keys(counts));
});

describe.each(releases)("the facts of %s", (release) => {
  const kfuncs = readKfuncs(release);
  const provenance = readProvenance(release);
  const all = Object.entries(kfuncs);

  test.each([
    ["kfuncs.json", 2],
    ["structs.json", 4],
    ["provenance.json", 4],
  ])("%s has a line for each entry and ends as text does", (name, depth) => {
    const text = textOf(release, name);
    expect(`${printJson(JSON.parse(text), depth)}\n`).toBe(text);
  });

  test("count as many kfuncs as were counted by other means", () => {
    const inKernel = all.filter(([, { module }]) => module === "vmlinux").length;
    expect([inKernel, all.length - inKernel]).toEqual(counts[release]);
    for (const [name, count] of Object.entries(provenance.kfuncs)) {
      expect([name, all.filter(([, { module }]) => module === name).length]).toEqual([name, count]);
    }
  });

  test("agree with the source in every flag", () => {
    const pairs = all.reduce((sum, [, { sets }]) => sum + sets.length, 0);
    expect(provenance.source).toMatchObject({ agree: pairs, differ: [] });
  });

  test("use no flag that the release does not define", () => {
    const used = new Set(all.flatMap(([, { sets }]) => sets.flatMap(({ flags }) => flags)));
    const defined = kfuncFlagBits.filter((each) => {
      const last = "last" in each ? each.last : release;
      return compareVersions(each.first, release) <= 0 && compareVersions(release, last) <= 0;
    });
    expect([...used].filter((flag) => !defined.some((each) => each.flag === flag))).toEqual([]);
  });

  test("have names in order, a set for each kfunc and something that it is registered for", () => {
    const names = all.map(([name]) => name);
    expect(names).toEqual(names.toSorted());
    expect(
      all.filter(([, { sets }]) => sets.length === 0 || sets.some((set) => set.registered_for.length === 0)),
    ).toEqual([]);
    expect(names.filter((name) => ["bpf_fentry_test1", "bpf_modify_return_test"].includes(name))).toEqual([]);
  });

  test("say which package they come from, and no place or time", () => {
    const text = textOf(release, "provenance.json");
    expect(provenance.kernel.startsWith(`${release}.`)).toBe(true);
    expect(provenance.packages[0]?.package).toMatch(/^linux-(image|binary)-.*-amd64$/);
    expect(text).not.toMatch(/https?:|\/home|\/tmp|\d{2}:\d{2}/);
  });

  test("have layouts whose members lie within", () => {
    for (const { size, members } of Object.values(readStructs(release))) {
      expect(members.filter(({ bit_offset, bits }) => bit_offset + bits > 8 * size)).toEqual([]);
    }
    expect(readStructs(release).bpf_ct_opts?.size).toBe(release === "6.1" ? 12 : 16);
  });

  test("have types only in the newest release", () => {
    const path = join(kernels, release, "vmlinux.btf");
    const digest = existsSync(path) ? createHash("sha256").update(readFileSync(path)).digest("hex") : undefined;
    expect(digest).toBe(release === releases.at(-1) ? provenance.trimmed?.sha256 : undefined);
    expect(digest === undefined).toBe(release !== releases.at(-1));
  });
});

const setOf = (name: string, release: string, set?: string) =>
  readKfuncs(release)[name]?.sets.find((each) => set === undefined || each.set === set);

test.each([
  ["bpf_xdp_get_xfrm_state", "7.3", ["KF_ACQUIRE", "KF_RET_NULL"], ["BPF_PROG_TYPE_XDP"]],
  ["bpf_task_acquire", "6.12", ["KF_ACQUIRE", "KF_RET_NULL", "KF_RCU"], undefined],
  ["bpf_kfunc_call_test_kptr_get", "6.1", ["KF_ACQUIRE", "KF_RET_NULL", "KF_KPTR_GET"], undefined],
  ["bpf_rdonly_cast", "6.16", ["KF_FASTCALL"], ["BPF_PROG_TYPE_UNSPEC"]],
  ["tcp_slow_start", "7.3", [], ["BPF_PROG_TYPE_STRUCT_OPS"]],
  ["bpf_skb_ct_lookup", "6.1", ["KF_ACQUIRE", "KF_RET_NULL"], ["BPF_PROG_TYPE_SCHED_CLS", "BPF_PROG_TYPE_XDP"]],
])("%s in %s has its flags and program types", (name, release, flags, types) => {
  const found = setOf(name, release);
  expect(found?.flags).toEqual(flags);
  if (types) expect(found?.registered_for).toEqual(types);
});

test("flags belong to the pair of set and kfunc", () => {
  expect(setOf("hid_bpf_hw_request", "6.18", "hid_bpf_kfunc_ids")?.flags).not.toEqual(
    setOf("hid_bpf_hw_request", "6.18", "hid_bpf_syscall_kfunc_ids")?.flags,
  );
});

test("arguments that the kernel passes are no parameters, and kfuncs left with them are marked", () => {
  const wq = readKfuncs("7.3").bpf_wq_set_callback;
  expect(wq?.params.map(({ name }) => name)).toEqual(["wq", "callback_fn", "flags"]);
  expect(wq?.implicit_params).toEqual([{ name: "aux", type: "struct bpf_prog_aux *" }]);
  const kick = "scx_bpf_kick_cpu";
  expect(readKfuncs("7.1")[kick]).toMatchObject({ unstripped: true, params: readKfuncs("7.3")[kick]?.params });
  const marked = releases.map((release) => Object.values(readKfuncs(release)).filter((each) => each.unstripped).length);
  expect(marked).toEqual([0, 0, 0, 0, 0, 0, 0, 9, 11, 0]);
  const implicit = ["7.0", "7.1", "7.2", "7.3"].map((release) => {
    return Object.values(readKfuncs(release)).filter((each) => each.implicit_params).length;
  });
  expect(implicit).toEqual([5, 54, 64, 69]);
});

test("kfuncs of modules stand in the newest types, and the layouts are theirs", () => {
  const names = new Set([...kernelBtf.ofKind("func")].map(([, { name }]) => name));
  expect(Object.keys(readKfuncs("7.3")).filter((name) => !names.has(name))).toEqual([]);
  for (const [name, layout] of Object.entries(readStructs("7.3"))) {
    const id = kernelBtf.find(layout.kind, name) ?? 0;
    const type = kernelBtf.type(id);
    expect(type.kind === "struct" || type.kind === "union" ? structLayout(kernelBtf, type) : name).toEqual(layout);
  }
});
