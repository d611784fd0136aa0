import { describe, expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { linkObject } from "../../../src/core/object/link-object.ts";
import { arenaDataOf } from "../../../src/core/object/linked-object.ts";
import { compileWithTypes } from "../../drivers/compile-c.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { globalAfter } from "../../drivers/run-program.ts";
import { messagesOf } from "./link-c.ts";

const head = `#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#undef __ulong
#define __ulong(name, value) enum { __unique_value##name = value } name
`;

const arena = (name: string, pages: number, more = "") => `struct {
  __uint(type, BPF_MAP_TYPE_ARENA);
  __uint(map_flags, BPF_F_MMAPABLE);
  __uint(max_entries, ${pages});
  ${more}
} ${name} SEC(".maps");
`;

const variables = `#define __arena __attribute__((address_space(1)))
void __arena *bpf_arena_alloc_pages(void *map, void __arena *addr, __u32 page_cnt, int node_id, __u64 flags) __ksym;
int __arena counter = 41;
char __arena zeros[5000];
int __arena last __attribute__((section(".addr_space.1"))) = 7;
`;

const program = `__u64 page, place, second;
int before;
SEC("syscall") int run(void *ctx)
{
  before = counter;
  counter += last;
  zeros[4999] = 3;
  page = (__u64)bpf_arena_alloc_pages(&shared, NULL, 1, -1, 0);
  place = (__u64)&counter;
  second = (__u64)bpf_arena_alloc_pages(&shared, NULL, 4, -1, 0);
  return zeros[4999];
}
char LICENSE[] SEC("license") = "GPL";
`;

const link = (source: string) => linkObject(compileWithTypes(head + source), "test.bpf.o", kernelBtf);

describe("variables in an arena", () => {
  const { value: object, diagnostics } = link(
    arena("shared", 6, "__ulong(map_extra, 0x100000000000);") + variables + program,
  );

  test("stand at its end, from the start of a page on", () => {
    expect(diagnostics).toEqual([]);
    const data = object && arenaDataOf(object);
    expect(data?.start).toBe(4 * 4096);
    expect(data?.variables.map(({ name, size }) => [name, size])).toEqual(
      expect.arrayContaining([
        ["counter", 4],
        ["zeros", 5000],
        ["last", 4],
      ]),
    );
  });

  test("are read, written and shown, and their pages are taken", () => {
    if (!object) throw new Error("not linked");
    const scenario = { name: "test", summary: "", expect: {}, globals: { last: 8 } };
    const { outcome, problem } = emulate(object, "run", scenario, kernelFacts);
    expect([problem, outcome?.fault]).toEqual([undefined, undefined]);
    const { offset = -1 } = arenaDataOf(object)?.variables.find(({ name }) => name === "counter") ?? {};
    const shown = (name: string) => outcome && globalAfter(outcome, name);
    expect([shown("before"), shown("counter"), outcome?.returns]).toEqual([
      "41",
      "49",
      expect.objectContaining({ value: "3" }),
    ]);
    expect([shown("page"), shown("second")].map(String)).toEqual([String(0x1000_0000_0000), "0"]);
    expect(shown("place")).toBe(String(0x1000_0000_0000 + 4 * 4096 + offset));
  });
});

test.each([
  [
    "no arena",
    `${variables}SEC("syscall") int run(void *ctx) { return counter; }`,
    /There are __arena variables, but no arena/,
  ],
  [
    "two arenas",
    `${arena("shared", 2)}${arena("other", 2)}SEC("syscall") int run(void *ctx) { return !&shared + !&other; }`,
    /shared and other are both arenas/,
  ],
  [
    "a small one",
    `${arena("shared", 1)}${variables}SEC("syscall") int run(void *ctx) { return counter + zeros[3]; }`,
    /The arena shared has 4096 bytes, its variables take 50\d\d/,
  ],
])("libbpf refuses %s", (_name, source, message) => {
  const [first] = messagesOf(link(source));
  expect(first).toMatch(/^load\/map/);
  expect(first).toMatch(message);
});
