import { expect, test } from "vitest";
import { HeaderExtract } from "../../../src/core/btf/header-extract.ts";
import { headerParts } from "../../../src/core/btf/header-parts.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

const extract = new HeaderExtract(headerParts(kernelBtf));
const print = (defined: readonly string[], declared: readonly string[] = []) => extract.print({ defined, declared });
const definitions = (text: string) => text.match(/^(?:struct|union|enum) \w+(?= \{)/gm) ?? [];

test("a struct comes with all whose size it needs, before it, and without what it points to", () => {
  const text = print(["struct xfrm_replay_state_esn"]);
  expect(definitions(text)).toEqual(["struct xfrm_replay_state_esn"]);
  expect(text.indexOf("typedef unsigned int __u32;")).toBeLessThan(text.indexOf("struct xfrm_replay_state_esn {"));
  expect(text).toMatch(/^#pragma clang attribute push[\s\S]*#pragma clang attribute pop\n$/);

  const state = print(["struct xfrm_state"]);
  expect(definitions(state)).toContain("struct xfrm_id");
  expect(definitions(state)).not.toContain("struct xfrm_replay_state_esn");
  expect(state.indexOf("struct xfrm_id {")).toBeLessThan(state.indexOf("struct xfrm_state {"));
});

test("a struct that parameters point to is declared before them, since C would take it for another", () => {
  const text = print(["struct timer_list"]);
  expect(text).toContain("void (*function)(struct timer_list *)");
  expect(text.indexOf("struct timer_list;")).toBeLessThan(text.indexOf("struct timer_list {"));
  expect(text.indexOf("struct timer_list;")).toBeGreaterThan(0);
});

test("an enumerator brings its enum, with a name or without one", () => {
  expect(definitions(print(["XDP_PASS"]))).toEqual(["enum xdp_action"]);
  expect(print(["BPF_F_CURRENT_NETNS"])).toMatch(/^enum \{\n[\s\S]*BPF_F_CURRENT_NETNS = -1,/);
});

test("what is only declared is a line, and what the header lacks is nothing", () => {
  expect(print([], ["struct task_struct", "struct not_there"])).toBe("struct task_struct;\n");
  expect(print(["not_there"])).toBe("");
  expect(extract.defines("not_there")).toBe(false);
  expect(extract.defines("struct task_struct")).toBe(true);
});
