import { describe, expect, test } from "vitest";
import type { CodePlace, Timeline } from "../../../src/core/emulator/outcome.ts";
import { fieldRows } from "../../../src/site/islands/stepper/field-text.ts";
import { stateAfter } from "../../../src/site/islands/stepper/machine-state.ts";
import { kernelObjects } from "../../../src/site/islands/stepper/objects-panel.ts";
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
    fields: [0, 1, 2, 3].map(letter),
    isWritten: true,
  };
  expect(fieldRows(region)).toEqual([{ path: "comm", text: '"cat"', isChanged: true }]);
  expect(fieldRows({ ...region, bytes: new Map() })).toEqual([{ path: "comm", text: "not known", isChanged: true }]);
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
    expect([...kernelObjects(state(1))]).toEqual([["task_struct #1", ["r0"]]]);
    const held = { ...state(2), registers: [] };
    expect([...kernelObjects(held)]).toEqual([["task_struct #1", []]]);
    const inside = { ...state(2), registers: [pointer("task_struct #1+16"), pointer("packet+1"), pointer("NULL")] };
    expect([...kernelObjects(inside)]).toEqual([["task_struct #1", ["r0"]]]);
  });
});
