import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { auditSpec } from "../../../src/core/audit/audit-spec.ts";
import type { AuditedKernel } from "../../../src/core/audit/subject.ts";
import { Btf } from "../../../src/core/btf/btf.ts";
import type { BtfType } from "../../../src/core/btf/types.ts";
import { parseKfuncSpec } from "../../../src/core/spec/parse-kfunc-spec.ts";
import { kernel } from "./kernel.ts";

const folder = resolve(import.meta.dirname, "../../../content/kfuncs");
const specs = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".yaml"))
  .map((path): [string, string] => [path, readFileSync(join(folder, path), "utf8")]);
const lookup = specs.find(([path]) => path.endsWith("bpf_xdp_get_xfrm_state.yaml"))?.[1] ?? "";

function audit(text: string, against: AuditedKernel = kernel): string[] {
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
    expect(value && auditSpec(value, kernel)[0]?.notes).toEqual([
      {
        message:
          "Linux 7.3 has struct xfrm_state *bpf_xdp_get_xfrm_state(struct xdp_md *ctx, struct bpf_xfrm_state_opts *opts, u32 opts__sz)",
      },
    ]);
  });
});

describe("a kernel", () => {
  const tag = (name: string, type: number): BtfType => ({
    kind: "decl_tag",
    name,
    type,
    component: -1,
    attribute: false,
  });
  const prototype: BtfType = { kind: "func_proto", returns: 0, params: [], variadic: false };
  const kfunc: BtfType = { kind: "func", name: "bpf_xdp_get_xfrm_state", type: 1, linkage: "static" };
  const other: BtfType = { kind: "func", name: "other", type: 1, linkage: "static" };

  test("older than the kfunc has nothing to compare", () => {
    expect(audit(lookup, { release: "6.7", btf: new Btf([{ kind: "void" }]) })).toEqual([]);
  });

  test("that has the function, but not as a kfunc, does not have it", () => {
    const btf = new Btf([{ kind: "void" }, prototype, kfunc, other, tag("bpf_kfunc", 3)]);
    expect(audit(lookup, { release: "7.3", btf })).toHaveLength(1);
    expect(audit(lookup, { release: "7.3", btf })[0]).toMatch(/^audit\/unknown-kfunc/);
  });

  test("that tags no kfuncs is asked for the function", () => {
    const btf = new Btf([{ kind: "void" }, prototype, kfunc]);
    expect(audit(lookup, { release: "6.8", btf })).toContain("audit/return-type: write returns: void");
  });
});

test("thousands of values that no kernel has are told of by the first, in little time", () => {
  const line = /^( +)BPF_F_CURRENT_NETNS: .*$/m;
  const names = Array.from({ length: 3000 }, (_, index) => `BPF_F_SOMETHING_THAT_IS_NOT_${index}`);
  const text = lookup.replace(line, (_line, indent) => names.map((name) => `${indent}${name}: None.`).join("\n"));
  const start = performance.now();
  expect(audit(text)).toHaveLength(20);
  expect(performance.now() - start).toBeLessThan(10_000);
});
