import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { auditSpec } from "../../../src/core/audit/audit-spec.ts";
import type { AuditedKernels } from "../../../src/core/audit/subject.ts";
import { Btf } from "../../../src/core/btf/btf.ts";
import type { BtfType } from "../../../src/core/btf/types.ts";
import type { AvailabilityFile } from "../../../src/core/facts/availability-file.ts";
import { parseKfuncSpec } from "../../../src/core/spec/parse-kfunc-spec.ts";
import { contentKernels } from "../../drivers/content-kernels.ts";
import { madeKernels, madeKfunc, madeRelease } from "../../drivers/made-kernels.ts";

const folder = resolve(import.meta.dirname, "../../../content/kfuncs");
const specs = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".yaml"))
  .map((path): [string, string] => [path, readFileSync(join(folder, path), "utf8")]);
const lookup = specs.find(([path]) => path.endsWith("bpf_xdp_get_xfrm_state.yaml"))?.[1] ?? "";

function audit(text: string, against: AuditedKernels = contentKernels): string[] {
  const { value, diagnostics } = parseKfuncSpec({ path: "a.yaml", text });
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return auditSpec(value, against).map(({ code, help }) => `${code}: ${help}`);
}

test.each(specs)("%s agrees with the kernel", (_, text) => {
  expect(audit(text)).toEqual([]);
});

describe("a spec that says otherwise", () => {
  const cases: readonly [string, (text: string) => string, string[]][] = [
    ["spacing alone", (text) => text.replace("struct xdp_md *", "struct   xdp_md*"), []],
    [
      "a name",
      (text) => text.replace(/^name: .*/m, "name: bpf_xdp_get_xfrm_stat"),
      ["audit/unknown-kfunc: did you mean bpf_xdp_get_xfrm_state?"],
    ],
    [
      "the return type",
      (text) => text.replace("returns: struct xfrm_state *", "returns: void *"),
      ["audit/return-type: write returns: struct xfrm_state *"],
    ],
    [
      "a pointer",
      (text) => text.replace("struct bpf_xfrm_state_opts *", "struct bpf_xfrm_state_opts"),
      ["audit/parameter-type: write type: struct bpf_xfrm_state_opts *"],
    ],
    [
      "a typedef",
      (text) => text.replace("opts__sz, type: u32", "opts__sz, type: __u32"),
      ["audit/parameter-type: write type: u32"],
    ],
    [
      "a type that is none",
      (text) => text.replace("opts__sz, type: u32", "opts__sz, type: u32)"),
      ["audit/parameter-type: write type: u32"],
    ],
    ["a suffix", (text) => text.replaceAll("opts__sz", "opts_sz"), ["audit/parameter-name: write name: opts__sz"]],
    [
      "a parameter missing",
      (text) => text.replace(/.*name: opts__sz.*\n/, ""),
      ["audit/parameter-count: add { name: opts__sz, type: u32 }"],
    ],
    [
      "a parameter missing in front",
      (text) => text.replace(/.*name: ctx,.*\n/, ""),
      ["audit/parameter-count: add { name: ctx, type: struct xdp_md * }"],
    ],
    [
      "a member",
      (text) => text.replace("      netns_id:", "      netns_ids:"),
      ["audit/unknown-member: did you mean netns_id?"],
    ],
    ["a member within a member", (text) => text.replace("      mark:", "      daddr.a4:"), []],
    [
      "a member of a member that has none",
      (text) => text.replace("      mark:", "      spi.a4:"),
      ["audit/unknown-member: remove it, or name a member of the struct"],
    ],
    ["an errno as a value", (text) => text.replace("BPF_F_CURRENT_NETNS:", "-EINVAL:"), []],
    ["a number as a value", (text) => text.replace("BPF_F_CURRENT_NETNS:", '"-1":'), []],
    [
      "a later release",
      (text) => text.replace('"6.8"', '"7.10"'),
      ["audit/since: write the first release that contains the commit"],
    ],
  ];
  test.each(cases)("%s", (_, edit, expected) => {
    expect(edit(lookup)).not.toBe(lookup);
    expect(audit(edit(lookup))).toEqual(expected);
  });

  test("says the release and the kernel's prototype", () => {
    const { value } = parseKfuncSpec({ path: "a.yaml", text: lookup.replace("type: u32", "type: u64") });
    expect(value && auditSpec(value, contentKernels)[0]?.notes).toEqual([
      {
        message:
          "Linux 7.3 has struct xfrm_state *bpf_xdp_get_xfrm_state(struct xdp_md *ctx, struct bpf_xfrm_state_opts *opts, u32 opts__sz)",
      },
    ]);
  });
});

describe("a kernel", () => {
  const name = "bpf_xdp_get_xfrm_state";

  test("older than the kfunc has nothing to compare", () => {
    expect(audit(lookup, madeKernels([madeRelease("6.7", {})]))).toEqual([]);
  });

  test("that has the function, but not as a kfunc, does not have it", () => {
    const prototype: BtfType = { kind: "func_proto", returns: 0, params: [], variadic: false };
    const func: BtfType = { kind: "func", name, type: 1, linkage: "static" };
    const kernels = madeKernels([madeRelease("7.3", {})], new Btf([{ kind: "void" }, prototype, func]));
    const { value } = parseKfuncSpec({ path: "a.yaml", text: lookup });
    const [finding, ...rest] = value ? auditSpec(value, kernels) : [];
    expect([finding?.code, rest]).toEqual(["audit/unknown-kfunc", []]);
    expect(finding?.notes.map(({ message }) => message).join()).toContain("not one that BPF programs may call");
  });
});

/** A spec of one made-up kfunc with some lines of its own. */
const spec = (...lines: readonly string[]) => ["name: f", ...lines, ""].join("\n");

describe("a signature that changed", () => {
  const old = madeKfunc("int f(u32 n)");
  const kernels = madeKernels([
    madeRelease("7.1", { f: madeKfunc("int f(u64 n)") }),
    madeRelease("7.0", { f: madeKfunc("int f(u64 n)") }),
    madeRelease("6.19", { f: old }),
    madeRelease("6.12", { f: old }),
  ]);
  const row = (type: string, range: string) => `  - { ${range}, returns: int, params: [{ name: n, type: ${type} }] }`;

  test("needs no statement", () => expect(audit(spec(), kernels)).toEqual([]));

  test("is not the one of the newest release for all", () => {
    const { value } = parseKfuncSpec({
      path: "a.yaml",
      text: spec("signature: { returns: int, params: [{ name: n, type: u64 }] }"),
    });
    expect(value && auditSpec(value, kernels).map(({ code, message, help }) => [code, message, help])).toEqual([
      [
        "audit/release-range",
        "Linux 6.19 has f with another signature",
        "state one for each range of releases, or none: npx kfdoc check --fix writes them",
      ],
    ]);
  });

  test("has a row for each range", () => {
    const rows = [row("u64", 'since: "7.0"'), row("u32", 'since: "6.12", until: "6.19"')];
    expect(audit(spec("signature:", ...rows), kernels)).toEqual([]);
  });

  test.each([
    ["too late", 'since: "6.19"', 'since: "6.12", until: "6.18"', "audit/release-range: state one"],
    ["with a hole", 'since: "7.0"', 'since: "6.12", until: "6.18"', "audit/release-range: add a row for it"],
    ["backwards", 'since: "7.0"', 'since: "6.19", until: "6.12"', "audit/release-range: write the older release"],
    ["that overlap", 'since: "7.0"', 'since: "6.12", until: "7.0"', "audit/release-range: write the last release"],
    ["without an end", 'since: "7.0"', 'since: "6.12"', "audit/release-range: write the last release"],
    ["of no release", 'since: "7.0"', 'since: "6.12", until: "6.20"', "audit/release-range: write a release that"],
  ])("is found in ranges %s", (_, newer, older, expected) => {
    const found = audit(spec("signature:", row("u64", newer), row("u32", older)), kernels);
    expect(
      found.some((each) => each.startsWith(expected)),
      found.join("\n"),
    ).toBe(true);
  });
});

describe("what a spec states beside its signature", () => {
  const form = (
    name: string,
    program_type: "BPF_PROG_TYPE_XDP" | "BPF_PROG_TYPE_LSM",
    index: number,
    sleepable = false,
  ) => ({
    name,
    program_type,
    sleepable,
    class: index,
  });
  const availability: AvailabilityFile = {
    release: "7.0",
    kernel: "7.0.1",
    forms: [
      form("xdp", "BPF_PROG_TYPE_XDP", 0),
      form("lsm", "BPF_PROG_TYPE_LSM", 1),
      form("lsm.s", "BPF_PROG_TYPE_LSM", 2, true),
    ],
    allowed: { f: [2] },
    unmeasured: {},
  };
  const f = madeKfunc("void f(struct task_struct *p, u32 n)", ["KF_RELEASE", "KF_SLEEPABLE"]);
  const g = madeKfunc("struct task_struct *g(void)", ["KF_ACQUIRE"]);
  const kernels = madeKernels([
    madeRelease("7.0", { f, g }, { availability }),
    madeRelease("6.19", { f: madeKfunc("void f(struct task_struct *task, u32 n)", ["KF_TRUSTED_ARGS"]) }),
    madeRelease("6.12", {}),
  ]);

  test.each<[string, string[], string[]]>([
    ["a type of which a form may call it", ["program_types: [BPF_PROG_TYPE_LSM]"], []],
    [
      "a type of which none may",
      ["program_types: [BPF_PROG_TYPE_LSM, BPF_PROG_TYPE_XDP]"],
      ["audit/program-type: remove BPF_PROG_TYPE_XDP"],
    ],
    ["a type that was not measured", ["program_types: [BPF_PROG_TYPE_LSM, BPF_PROG_TYPE_EXT]"], []],
    [
      "not the type that may",
      ["program_types: [BPF_PROG_TYPE_EXT]"],
      ["audit/program-type: add BPF_PROG_TYPE_LSM; or state no program types: the kernel facts decide them"],
    ],
    ["its flags in another order", ["flags: [KF_SLEEPABLE, KF_RELEASE]"], []],
    ["one flag too many", ["flags: [KF_RELEASE, KF_SLEEPABLE, KF_RCU]"], ["audit/flags: remove KF_RCU"]],
    ["a flag of old", ["flags: [KF_RELEASE, KF_SLEEPABLE, KF_TRUSTED_ARGS]"], ["audit/flags: remove KF_TRUSTED_ARGS"]],
    [
      "a flag too few",
      ["flags: [KF_RELEASE]"],
      ["audit/flags: add KF_SLEEPABLE, or state no flags: the kernel facts decide them"],
    ],
    ["a release that may be", ['since: { version: "6.13" }'], []],
    [
      "one that lacks it",
      ['since: { version: "6.12" }'],
      [
        "audit/since: write a release after 6.12, up to 6.19; where the source of 6.12 has it and its kernel was built without it, say so in not_built",
      ],
    ],
    [
      "one that lacks it for another reason",
      ['since: { version: "6.12" }', 'not_built: { releases: ["6.12"], why: Off. }'],
      [],
    ],
    [
      "that a kernel lacks it which has it",
      ['not_built: { releases: ["6.19"], why: Off. }'],
      ["audit/not-built: remove the release from not_built, or not_built where none is left"],
    ],
    [
      "a release that there never was",
      ['since: { version: "6.21" }'],
      [
        "audit/since: write the first release that contains the commit",
        "audit/release-range: write a release that there was: 5.19 was followed by 6.0, and 6.19 by 7.0",
      ],
    ],
    ["texts of its parameters", ["params: { p: The task., n: A number. }"], []],
    [
      "one by its former name",
      ["params: { task: The task., n: A number. }"],
      ["audit/unknown-parameter: did you mean p?"],
    ],
    [
      "one parameter of two",
      ["params: { p: The task. }"],
      ["audit/undocumented-parameter: add n: to params, with what it means; or leave params out until all are known"],
    ],
    ["what void returns", ["returns: Nothing."], ["audit/return-text: remove returns"]],
    [
      "what it does, but not whose reference it takes",
      ["summary: Gives back."],
      ["audit/unpaired-reference: add acquired_by: with the name of a kfunc that gives it"],
    ],
    ["whose reference it takes", ["summary: Gives back.", "acquired_by: g"], []],
    ["that it gives one", ["released_by: g"], ["audit/unpaired-reference: remove released_by"]],
    ["that it takes one that is none", ["acquired_by: f"], ["audit/unpaired-reference: name a kfunc that gives it"]],
  ])("%s", (_, lines, expected) => expect(audit(spec(...lines), kernels).sort()).toEqual(expected.toSorted()));

  test("every finding names the release that disagrees", () => {
    const lines = [
      "flags: []",
      "program_types: [BPF_PROG_TYPE_XDP]",
      'since: { version: "7.1" }',
      "params: { q: It. }",
    ];
    const { value } = parseKfuncSpec({ path: "a.yaml", text: spec(...lines) });
    const found = value ? auditSpec(value, kernels) : [];
    expect(found.length).toBeGreaterThan(5);
    for (const { message, notes } of found) {
      expect([message, ...notes.map((note) => note.message)].join(" ")).toMatch(/Linux (7\.0|6\.19)/);
    }
  });
});

test("a kfunc of no kernel is one only where the spec says why", () => {
  const kernels = madeKernels([madeRelease("7.0", {}), madeRelease("6.12", {})]);
  expect(audit(spec(), kernels)).toHaveLength(1);
  expect(audit(spec("not_built: { why: It is built for s390 only. }"), kernels)).toEqual([]);
  expect(audit(spec('since: { version: "7.1" }'), kernels)).toEqual([]);
});

test("thousands of values that no kernel has are told of by the first few", () => {
  const line = /^( +)BPF_F_CURRENT_NETNS: .*$/m;
  const names = Array.from({ length: 3000 }, (_, index) => `BPF_F_SOMETHING_THAT_IS_NOT_${index}`);
  const text = lookup.replace(line, (_line, indent) => names.map((name) => `${indent}${name}: None.`).join("\n"));
  expect(audit(text)).toHaveLength(20);
});
