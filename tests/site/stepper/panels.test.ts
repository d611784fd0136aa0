import { describe, expect, test } from "vitest";
import type { CodePlace, Timeline } from "../../../src/core/emulator/outcome.ts";
import { fieldRows } from "../../../src/site/islands/stepper/field-text.ts";
import { stateAfter } from "../../../src/site/islands/stepper/machine-state.ts";
import { objectUses, takenAt } from "../../../src/site/islands/stepper/object-uses.ts";
import { packetLayers } from "../../../src/site/islands/stepper/packet-fields.ts";
import { registerMeaning } from "../../../src/site/islands/stepper/register-text.ts";
import { statusText } from "../../../src/site/islands/stepper/status-text.ts";

const at = (line: number): CodePlace => ({ slot: 0, file: "a.c", line, column: 1, text: "" });
const pointer = (target: string) => ({ hex: "0xff00000040000000", target });

const timeline: Timeline = {
  code: [
    { slot: 0, text: "call bpf_task_acquire", at: at(1) },
    { slot: 1, text: "r1 = error ll", at: at(2) },
    { slot: 3, text: "*(u32 *)(r1 + 0x0) = w2", at: at(2) },
  ],
  regions: [
    {
      name: ".bss",
      kind: "global",
      size: 8,
      hex: "0000000000000000",
      fields: [{ path: "error", type: "int", offset: 4, size: 4, signed: true }],
    },
    { name: "packet", kind: "packet", size: 2, hex: "aabb" },
  ],
  omitted: 0,
  steps: [
    {
      slot: 0,
      registers: { 0: pointer("task_struct #1"), 1: null },
      held: ["a reference on task_struct #1", "the lock in .bss"],
    },
    { slot: 1, registers: { 1: pointer(".bss+4"), 2: { hex: "0x00000000ffffffea" } } },
    { slot: 3, memory: [{ region: ".bss", offset: 4, hex: "eaffffff" }], held: ["a reference on task_struct #1"] },
  ],
};

test("an array of characters is one text, and changes as one", () => {
  const letter = (index: number) => ({
    path: `comm[${index}]`,
    type: "char",
    offset: index,
    size: 1,
    signed: true as const,
  });
  const region = {
    name: ".bss",
    kind: "global",
    size: 8,
    bytes: new Map([...new TextEncoder().encode("cat\0")].entries()),
    changed: new Set([1]),
    targets: new Map(),
    fields: [0, 1, 2, 3].map(letter),
    about: {},
    isWritten: true,
  };
  const row = { path: "comm", type: "char [4]", offset: 0, size: 4, isChanged: true };
  expect(fieldRows(region)).toEqual([{ ...row, text: '"cat"' }]);
  expect(fieldRows({ ...region, bytes: new Map() })).toEqual([{ ...row, text: "not known" }]);
});

test("a long array of numbers is one row, a bit-field has its own bits, and a pointer says where it leads", () => {
  const word = (index: number) => ({ path: `mask[${index}]`, type: "u8", offset: index, size: 1 });
  const flag = { path: "flag", type: "u8", offset: 6, size: 1, bits: { shift: 2, width: 3 }, signed: true as const };
  const next = { path: "next", type: "struct node *", offset: 8, size: 8, pointer: true as const };
  const region = {
    name: "node #1",
    kind: "object",
    size: 16,
    bytes: new Map([1, 2, 0, 0, 0, 0, 0b11000, ...Array(9).fill(0)].entries()),
    changed: new Set<number>(),
    targets: new Map([[8, "node #2"]]),
    fields: [...[0, 1, 2, 3, 4, 5].map(word), flag, next],
    about: {},
    isWritten: false,
  };
  expect(fieldRows(region).map(({ path, text }) => `${path}: ${text}`)).toEqual([
    "mask: 1, 2, then 0",
    "flag: -2",
    "next: → node #2",
  ]);
});

test.each([
  ["stack frame 0-24", "→ stack frame 0, fp-24"],
  ["stack frame 1-0", "→ stack frame 1, fp"],
  ["task worker", "→ task worker"],
])("a pointer to %s reads %s", (target, words) => {
  expect(registerMeaning(pointer(target), { regions: [] })).toBe(words);
});

const state = (count: number) => stateAfter(timeline, count);

describe("a step", () => {
  test("is told with what it changed: registers by what they point to, variables by name", () => {
    expect([0, 1, 2, 3].map((count) => statusText(timeline, count, state(count)))).toEqual([
      "Before the first of 3 instructions.",
      "Step 1 of 3, line 1: call bpf_task_acquire. Now r0 → task_struct #1.",
      "Step 2 of 3, line 2: r1 = error ll. Now r1 → .bss+4, error, r2 = 4294967274 (-22).",
      "Step 3 of 3, line 2: *(u32 *)(r1 + 0x0) = w2. Now error = -22.",
    ]);
  });

  test("shows a register that may not be read as such", () => {
    expect(registerMeaning(null, state(1))).toBe("taken by the call");
    expect(registerMeaning(undefined, state(1))).toBe("not written");
  });

  test("knows the kernel's objects that the program has pointers to or holds", () => {
    const uses = (given: Parameters<typeof objectUses>[0]) => [...objectUses(given)];
    const use = { registers: ["r0"], places: [], held: 1 };
    expect(uses(state(1))).toEqual([["task_struct #1", use]]);
    const held = { ...state(2), registers: [] };
    expect(uses(held)).toEqual([["task_struct #1", { ...use, registers: [] }]]);
    const inside = { ...state(2), registers: [pointer("task_struct #1+16"), pointer("packet+1"), pointer("NULL")] };
    expect(uses(inside)).toEqual([["task_struct #1", use]]);
    expect(takenAt(timeline, 3, "task_struct #1")).toEqual([{ step: 1, line: 1 }]);
    expect(takenAt(timeline, 3, "another")).toEqual([]);
  });

  test("shows what a pointer in memory leads to until something else is written there, and memory that took the place of other", () => {
    const region = (name: string, kind: string, hex: string) => ({ name, kind, size: hex.length / 2, hex });
    const run: Timeline = {
      code: [],
      omitted: 0,
      regions: [region("ctx", "context", "00".repeat(16)), region("packet", "packet", "aabb")],
      steps: [
        { slot: 0, memory: [{ region: "ctx", offset: 8, hex: "0000004001000000", target: "task worker+8" }] },
        { slot: 1, regions: [{ ...region("packet", "packet", "aabbcc"), packet: { offset: 1, begins: "network" } }] },
        { slot: 2, memory: [{ region: "ctx", offset: 12, hex: "00" }] },
      ],
    };
    const places = (count: number) => objectUses(stateAfter(run, count)).get("task worker")?.places;
    expect([places(1), places(2), places(3)]).toEqual([["ctx+8"], ["ctx+8"], undefined]);
    const packet = stateAfter(run, 2).regions.find(({ name }) => name === "packet");
    expect([...(packet?.changed ?? [])]).toEqual([2]);
    expect(packet && packetLayers(packet).map(({ title, offset }) => `${title}+${offset}`)).toEqual(["IPv4+1"]);
  });
});
