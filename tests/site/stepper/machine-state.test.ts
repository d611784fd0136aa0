import { describe, expect, test } from "vitest";
import type { CodePlace, Timeline } from "../../../src/core/emulator/outcome.ts";
import { lineCounts, stateAfter } from "../../../src/site/islands/stepper/machine-state.ts";
import { depths, nextCall, nextLine, out, over, toLine, toSlot } from "../../../src/site/islands/stepper/stops.ts";

const at = (line: number): CodePlace => ({ slot: 0, file: "a.c", line, column: 1, text: "" });
const number = (value: number) => ({ hex: `0x${value.toString(16).padStart(16, "0")}` });

/** Lines 1, 2, 3, of which 2 runs twice: a loop with a call in it. */
const timeline: Timeline = {
  code: [
    { slot: 0, text: "r1 = 1", at: at(1) },
    { slot: 1, text: "*(u16 *)(r10 - 2) = r1", at: at(2) },
    { slot: 2, text: "call bpf_a", at: at(2) },
    { slot: 3, text: "exit", at: at(3) },
  ],
  regions: [
    { name: "packet", kind: "packet", size: 2, hex: "aabb" },
    { name: "stack frame 0", kind: "stack", size: 512 },
  ],
  omitted: 0,
  steps: [
    { slot: 0, entry: { 1: { hex: "0xff00000040000000", target: "ctx" } }, registers: { 1: number(1) } },
    { slot: 1, memory: [{ region: "stack frame 0", offset: 510, hex: "0100" }] },
    { slot: 2, registers: { 0: number(0), 1: null }, call: 0, held: ["a reference on a #1"] },
    { slot: 0, registers: { 1: number(2) } },
    { slot: 1, memory: [{ region: "packet", offset: 1, hex: "02" }] },
    { slot: 2, registers: { 0: number(7), 1: null }, call: 1, held: [] },
    { slot: 3 },
  ],
};

const region = (count: number, name: string) => stateAfter(timeline, count).regions.find((each) => each.name === name);

describe("the state after some steps", () => {
  test("begins with what the program is given", () => {
    const { registers, changedRegisters, regions, held } = stateAfter(timeline, 0);
    expect(registers[1]).toMatchObject({ target: "ctx" });
    expect([...changedRegisters]).toEqual([]);
    expect(regions.map(({ name, isWritten }) => [name, isWritten])).toEqual([["packet", false]]);
    expect(held).toEqual([]);
  });

  test("has what each step wrote, and marks what the last one did", () => {
    expect(stateAfter(timeline, 1).registers[1]).toEqual(number(1));
    expect([...stateAfter(timeline, 3).changedRegisters]).toEqual([0, 1]);
    expect(stateAfter(timeline, 3).registers[1]).toBeNull();
    expect([...stateAfter(timeline, 4).changedRegisters]).toEqual([1]);
    expect(stateAfter(timeline, 4).registers[0]).toEqual(number(0));
  });

  test("knows bytes of memory that were there, and those that came", () => {
    expect([...(region(4, "packet")?.bytes ?? [])]).toEqual([
      [0, 0xaa],
      [1, 0xbb],
    ]);
    expect([...(region(5, "packet")?.bytes ?? [])]).toEqual([
      [0, 0xaa],
      [1, 2],
    ]);
    expect([...(region(5, "packet")?.changed ?? [])]).toEqual([1]);
    expect([...(region(6, "packet")?.changed ?? [])]).toEqual([]);
    expect(region(1, "stack frame 0")).toBeUndefined();
    expect(region(2, "stack frame 0")).toMatchObject({ size: 512, isWritten: true });
  });

  test("keeps what is held until it is given back", () => {
    expect([3, 4, 5, 6].map((count) => stateAfter(timeline, count).held.length)).toEqual([1, 1, 1, 0]);
    expect([3, 4, 6].map((count) => stateAfter(timeline, count).heldChanged)).toEqual([true, false, true]);
  });

  test("is the same, from whatever side one comes to it", () => {
    stateAfter(timeline, 7);
    expect(stateAfter(timeline, 2)).toEqual(stateAfter(timeline, 2));
  });
});

test.each([
  ["line", 1, 0, 1],
  ["line", 1, 1, 2],
  ["line", 1, 2, 4],
  ["line", -1, 4, 3],
  ["line", 1, 7, 7],
  ["line", -1, 1, 0],
  ["call", 1, 0, 3],
  ["call", 1, 3, 6],
  ["call", 1, 6, 7],
  ["call", -1, 6, 3],
  ["call", -1, 3, 0],
] as const)("the next %s in direction %i from %i is at %i", (stop, direction, from, found) => {
  expect((stop === "line" ? nextLine : nextCall)(timeline, from, direction)).toBe(found);
});

test("a line counts as often as it begins to run", () => {
  expect([...lineCounts(timeline)]).toEqual([
    [1, 2],
    [2, 2],
    [3, 1],
  ]);
});

describe("functions and callbacks", () => {
  const frame = (number: number) => ({ 10: { hex: "0x0", target: `stack frame ${number}-0` } });
  const nested: Timeline = {
    code: timeline.code,
    omitted: 0,
    steps: [
      { slot: 0, entry: frame(0) },
      { slot: 1, registers: frame(1) },
      { slot: 2 },
      { slot: 2, registers: frame(2) },
      { slot: 3, registers: frame(1) },
      { slot: 3, registers: frame(0) },
      { slot: 3 },
    ],
  };

  test("have a depth by the frame that they run in", () => {
    expect(depths(nested)).toEqual([0, 0, 1, 1, 2, 1, 0, 0]);
  });

  test("are gone over as one step, in both directions, and out of", () => {
    expect([over(nested, 1, 1), over(nested, 3, 1), over(nested, 6, 1), over(nested, 7, 1)]).toEqual([6, 5, 7, 7]);
    expect([over(nested, 6, -1), over(nested, 5, -1), over(nested, 0, -1)]).toEqual([1, 3, 0]);
    expect([out(nested, 4), out(nested, 3), out(nested, 1)]).toEqual([5, 6, 7]);
  });
});

test("a line or instruction is run to from where one stands, and from the start where it comes no more", () => {
  expect([0, 2, 5, 7].map((from) => toLine(timeline, from, 2))).toEqual([2, 5, 2, 2]);
  expect(toLine(timeline, 0, 9)).toBeUndefined();
  expect([toSlot(timeline, 0, 2), toSlot(timeline, 3, 2), toSlot(timeline, 6, 2)]).toEqual([3, 6, 3]);
  expect(toSlot(timeline, 0, 99)).toBeUndefined();
});
