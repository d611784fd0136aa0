import { describe, expect, test } from "vitest";
import type { DeclaredMap, LinkedObject } from "../../../src/core/object/linked-object.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { linkAgainst, messagesOf, programOf } from "./link-c.ts";

const link = (source: string) =>
  linkAgainst(`#include "vmlinux.h"\n#include <bpf/bpf_helpers.h>\n${source}`, kernelBtf);

const declared = (object: LinkedObject | undefined): DeclaredMap[] =>
  (object?.maps ?? []).filter((map) => map.kind === "declared");

const program = 'SEC("xdp") int f(void *ctx) { return 0; }';

describe("the definition of a map", () => {
  const { value, diagnostics } = link(`
    struct pair { u32 a; u64 b; };
    struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 7); __uint(map_flags, BPF_F_NO_PREALLOC);
      __type(key, u32); __type(value, struct pair); } by_type SEC(".maps");
    struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __uint(key_size, 4); __uint(value_size, 24); }
      by_size SEC(".maps");
    struct { __uint(type, BPF_MAP_TYPE_ARENA); __uint(map_flags, BPF_F_MMAPABLE); __uint(max_entries, 10);
      enum { extra = 0x1ull << 44 } map_extra; } far SEC(".maps");
    u32 counter;
    SEC("xdp") int f(void *ctx) { u32 key = 1; counter++; return bpf_map_lookup_elem(&by_size, &key) != 0; }`);

  test.each([
    ["by_type", { type: 1, keySize: 4, valueSize: 16, maxEntries: 7, flags: 1, extra: 0n }],
    ["by_size", { type: 2, keySize: 4, valueSize: 24, maxEntries: 1, flags: 0, extra: 0n }],
    ["far", { type: 33, keySize: 0, valueSize: 0, maxEntries: 10, flags: 1024, extra: 1n << 44n }],
  ])("%s", (name, expected) => {
    expect(diagnostics).toEqual([]);
    expect(declared(value).find((map) => map.name === name)?.definition).toEqual(expect.objectContaining(expected));
  });

  test("loads of its address name it, and global data comes behind", () => {
    const loads = programOf({ ...(value && { value }), diagnostics }).instructions.filter(
      ({ opcode }) => opcode === 0x18,
    );
    const names = loads.map(({ src, imm }) => [src, value?.maps[imm]?.name]);
    expect(names).toEqual(
      expect.arrayContaining([
        [5, "by_size"],
        [6, ".bss"],
      ]),
    );
  });
});

test("values of maps of maps and program arrays are found", () => {
  const { value, diagnostics } = link(`
    struct inner { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, u32); __type(value, u64); };
    struct inner first SEC(".maps"), second SEC(".maps");
    struct { __uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS); __uint(max_entries, 3); __type(key, u32);
      __array(values, struct inner); } outer SEC(".maps") = { .values = { [0] = &first, [2] = &second } };
    SEC("xdp") int target(struct xdp_md *ctx) { return 1; }
    struct { __uint(type, BPF_MAP_TYPE_PROG_ARRAY); __uint(max_entries, 2); __uint(key_size, 4);
      __array(values, int (struct xdp_md *)); } programs SEC(".maps") = { .values = { [1] = &target } };`);
  expect(diagnostics).toEqual([]);
  const maps = declared(value);
  const of = (name: string) => maps.find((map) => map.name === name);
  const index = (name: string) => maps.findIndex((map) => map.name === name);
  expect(of("outer")?.values).toEqual([
    { slot: 0, map: index("first") },
    { slot: 2, map: index("second") },
  ]);
  expect(of("outer")?.definition.inner?.valueSize).toBe(8);
  expect(of("programs")?.values).toEqual([{ slot: 1, program: "target" }]);
});

test("externs that libbpf answers by itself stand in a map by alignment and size", () => {
  const { value, diagnostics } = link(`
    extern int LINUX_KERNEL_VERSION __kconfig;
    extern bool LINUX_HAS_BPF_COOKIE __kconfig;
    extern u64 LINUX_UNKNOWN __kconfig __weak;
    SEC("xdp") int f(void *ctx) { return LINUX_KERNEL_VERSION + LINUX_HAS_BPF_COOKIE + LINUX_UNKNOWN; }`);
  expect(diagnostics).toEqual([]);
  const map = value?.maps.find(({ kind }) => kind === "kconfig");
  expect(map?.kind === "kconfig" && map.variables.map(({ name, offset }) => [name, offset])).toEqual([
    ["LINUX_HAS_BPF_COOKIE", 0],
    ["LINUX_KERNEL_VERSION", 4],
    ["LINUX_UNKNOWN", 8],
  ]);
});

test.each([
  ["without a type", "struct { __uint(max_entries, 1); }", "its type isn't specified"],
  [
    "with a field that libbpf does not know",
    "struct { __uint(type, 2); __uint(size, 1); }",
    "it has an unknown field size",
  ],
  [
    "with two sizes for its key",
    "struct { __uint(type, 2); __type(key, u32); __uint(key_size, 8); }",
    "key_size says 8 bytes where 4 were said before",
  ],
  ["with a bare number", "struct { int type; }", "type is not written with __uint()"],
  [
    "with values that it can't have",
    "struct { __uint(type, 1); __array(values, int (void *)); }",
    "values are for maps of maps, which name a map, and program arrays, which name programs",
  ],
])("a map %s is refused", (_name, struct, message) => {
  expect(messagesOf(link(`${struct} wrong SEC(".maps"); ${program}`))).toEqual([
    `load/map: The map wrong can't be created: ${message}`,
  ]);
});
