import { describe, expect, test } from "vitest";
import { assemble } from "../../../src/core/isa/assemble.ts";
import { followedProgram } from "../../../src/core/vm/analysis/followed-program.ts";
import { uncheckedPointers } from "../../../src/core/vm/analysis/unchecked-pointers.ts";

interface Arguments {
  /** A bit for each register. */
  readonly nullable?: number;
  readonly context?: number;
  readonly keepsPointers?: boolean;
}

/** Helper 1 may give NULL; 4 bytes of the context at 76 are a pointer, those at 80 the end of the packet, and 8 at 168 a pointer that may be NULL. */
function walked(code: string, { nullable = 0, context = 0, keepsPointers = false }: Arguments = {}) {
  const { instructions, problems } = assemble(code);
  expect(problems).toEqual([]);
  return uncheckedPointers(followedProgram(instructions, [0]), {
    resultMayBeNull: ({ imm }) => imm === 1,
    argumentsThatMayBeNull: (start) => (start === 0 ? nullable : 0),
    argumentsNotNull: (start) => (start === 0 ? context : 0),
    contextHolds: (offset, bytes) => {
      if (bytes === 8) return offset === 168 ? "nullable-pointer" : undefined;
      return bytes === 4 ? ({ 76: "pointer", 80: "packet-end" } as const)[offset] : undefined;
    },
    keepsPointers,
  });
}

function uncheckedIn(code: string, given?: Arguments) {
  const { results, arithmetic } = walked(code, given);
  return { results: [...results], arithmetic: [...arithmetic] };
}

const uncheckedEnds = (code: string) => walked(code, { context: 0b010 }).packetEnds;

const nothing = { results: [], arithmetic: [] };

describe("results that are surely compared before they are used", () => {
  test.each([
    ["at once", "call 1\nif r0 == 0 goto out\nr0 = *(u64 *)(r0 + 0)\nout: exit"],
    ["by a copy", "call 1\nr6 = r0\nr7 = r0\nif r6 == 0 goto out\nr0 = *(u64 *)(r7 + 0)\nout: exit"],
    [
      "from the stack",
      "call 1\n*(u64 *)(r10 - 8) = r0\nr6 = *(u64 *)(r10 - 8)\nif r6 != 0 goto on\nexit\non: r0 = *(u64 *)(r6 + 0)\nexit",
    ],
    ["by the caller", "call inner\nif r0 == 0 goto out\nr0 = *(u64 *)(r0 + 0)\nout: exit\ninner: call 1\nexit"],
    [
      "by a function",
      "call 1\nr1 = r0\ncall inner\nexit\ninner: if r1 == 0 goto out\nr0 = *(u64 *)(r1 + 0)\nout: exit",
    ],
    ["and moved afterwards", "call 1\nif r0 == 0 goto out\nr0 += 8\nout: exit"],
    ["of a helper that gives no NULL", "call 2\nr0 = *(u64 *)(r0 + 0)\nexit"],
    [
      "from the stack by a copy of its pointer",
      "call 1\nr2 = r10\nr2 += -16\n*(u64 *)(r10 - 8) = r0\nr6 = *(u64 *)(r2 + 8)\nif r6 == 0 goto out\nr0 = *(u64 *)(r6 + 0)\nout: exit",
    ],
    [
      "of two functions",
      "call one\nr6 = r0\ncall other\nif r0 == 0 goto out\nif r6 == 0 goto out\nr1 = *(u64 *)(r6 + 0)\nr1 = *(u64 *)(r0 + 0)\nout: exit\none: call 1\nexit\nother: call 1\nexit",
    ],
    ["that nobody uses", "call 1\nr0 = 0\nexit"],
    [
      "in the round before",
      "r6 = 0\nloop: r7 = r6\ncall 1\nr6 = r0\nif r0 == 0 goto out\nif r7 == 0 goto loop\nr1 = *(u64 *)(r7 + 0)\ngoto loop\nout: exit",
    ],
    ["in each round", "loop: call 1\nif r0 == 0 goto out\nr1 = *(u64 *)(r0 + 0)\ngoto loop\nout: exit"],
  ])("%s", (_name, code) => expect(uncheckedIn(code)).toEqual(nothing));
});

describe("results that are perhaps used before", () => {
  test.each([
    ["read", "call 1\nr0 = *(u64 *)(r0 + 0)\nexit", [0]],
    ["written", "call 1\n*(u64 *)(r0 + 0) = 1\nexit", [0]],
    ["an atomic", "call 1\nr1 = 1\nlock *(u64 *)(r0 + 0) += r1\nexit", [0]],
    [
      "on one of two ways",
      "call 1\nif r1 == 0 goto on\nif r0 == 0 goto out\non: r0 = *(u64 *)(r0 + 0)\nout: exit",
      [0],
    ],
    ["compared by 32 bits", "call 1\nif w0 == 0 goto out\nr0 = *(u64 *)(r0 + 0)\nout: exit", [0]],
    ["compared with another number", "call 1\nif r0 == 1 goto out\nr0 = *(u64 *)(r0 + 0)\nout: exit", [0]],
    ["another one compared", "call 1\nr6 = r0\ncall 1\nif r0 == 0 goto out\nr0 = *(u64 *)(r6 + 0)\nout: exit", [0]],
    ["passed to a helper", "call 1\nr1 = r0\ncall 2\nexit", [0]],
    ["spilled where a helper may look", "call 1\n*(u64 *)(r10 - 8) = r0\ncall 2\nexit", [0]],
    ["stored elsewhere", "call 1\n*(u64 *)(r6 + 0) = r0\nr0 = 0\nexit", [0]],
    ["by the caller", "call inner\nr0 = *(u64 *)(r0 + 0)\nexit\ninner: call 1\nexit", [3]],
    ["by a function", "call 1\nr1 = r0\ncall inner\nexit\ninner: r0 = *(u64 *)(r1 + 0)\nexit", [0]],
    [
      "the other one of two that a function gave",
      "call inner\nr6 = r0\ncall inner\nif r0 == 0 goto out\nr1 = *(u64 *)(r6 + 0)\nout: exit\ninner: call 1\nexit",
      [6],
    ],
    [
      "from the stack by a copy of its pointer",
      "call 1\n*(u64 *)(r10 - 8) = r0\nr2 = r10\nr2 += -8\nr6 = *(u64 *)(r2 + 0)\nr0 = *(u64 *)(r6 + 0)\nexit",
      [0],
    ],
    [
      "from somewhere on the stack",
      "r2 = r10\nr2 += r6\ncall 1\n*(u64 *)(r10 - 8) = r0\nr7 = r10\nr7 += r6\nr1 = *(u64 *)(r7 + 0)\nexit",
      [2],
    ],
    ["lost on the stack", "call 1\n*(u64 *)(r10 - 8) = r0\nr2 = r10\nr2 += r6\n*(u64 *)(r2 + 0) = 0\nexit", [0]],
  ])("%s", (_name, code, results) => expect(uncheckedIn(code)).toEqual({ results, arithmetic: [] }));
});

test("what is added to them, and taken from them, is told by its slot", () => {
  expect(uncheckedIn("call 1\nr6 = r0\nr6 += 8\nr7 = r0\nr7 -= r1\nexit")).toEqual({
    results: [0],
    arithmetic: [2, 4],
  });
});

test("arguments may be NULL, too", () => {
  expect(uncheckedIn("r1 += 8\nr2 += 8\nexit", { nullable: 0b010 })).toEqual({ results: [], arithmetic: [0] });
  expect(uncheckedIn("if r1 == 0 goto out\nr1 += 8\nout: exit", { nullable: 0b010 })).toEqual(nothing);
});

describe("arithmetic on pointers", () => {
  test.each([
    ["that moves one", "r1 += 8\nr2 = r10\nr2 += -8\nr0 = *(u32 *)(r1 + 76)\nr0 -= 4\nexit", []],
    ["on numbers", "r0 = 7\nr0 *= r0\nr2 = *(u32 *)(r1 + 84)\nr2 &= 1\nexit", []],
    ["of two, which gives a number", "r0 = r1\nr0 -= r10\nr0 >>= 3\nexit", []],
    ["on the context", "r1 >>= 3\nexit", [0]],
    ["on what the context holds", "r0 = *(u32 *)(r1 + 76)\nr0 &= 7\nexit", [1]],
    ["on one that was moved", "r2 = r10\nr2 += -8\nr2 ^= 1\nexit", [2]],
    ["by 32 bits", "w1 += 1\nexit", [0]],
    ["from the stack", "*(u64 *)(r10 - 8) = r1\nr2 = *(u64 *)(r10 - 8)\nr2 *= 2\nexit", [2]],
    [
      "where a copy of the pointer to the stack stored it",
      "r2 = r10\nr2 += -16\n*(u64 *)(r2 + 8) = r1\nr3 = *(u64 *)(r10 - 8)\nr3 *= 2\nexit",
      [4],
    ],
    [
      "that may have been written over, which are numbers",
      "*(u64 *)(r10 - 8) = r1\nr2 = r10\nr2 += r6\n*(u64 *)(r2 - 16) = 0\nr3 = *(u64 *)(r10 - 8)\nr3 *= 2\nexit",
      [],
    ],
    [
      "that only another function gives",
      "call inner\ncall other\nr0 *= 2\nexit\ninner: r0 = r10\nexit\nother: r0 = 1\nexit",
      [],
    ],
    ["in a function", "call inner\nexit\ninner: r1 /= 2\nr0 = r1\nexit", [2]],
    ["after its check", "call 1\nif r0 == 0 goto out\nr0 |= 1\nout: exit", [2]],
    ["the sum of two", "r1 += r10\nexit", [0]],
    ["subtracted from a number", "r2 = 0\nr2 -= r1\nexit", [1]],
    ["something subtracted from the stack", "r2 = r10\nr2 -= 8\nexit", [1]],
  ])("%s", (_name, code, arithmetic) => {
    expect(uncheckedIn(code, { context: 0b010 })).toEqual({ results: [], arithmetic });
  });
});

describe("loads that perhaps give NULL", () => {
  const socket = "r6 = *(u64 *)(r1 + 168)\n";
  const loads = (code: string, given: Arguments) => [...walked(code, given).loads];

  test("from the context", () => {
    const inContext = { context: 0b010 };
    expect(loads(`${socket}r0 = *(u64 *)(r6 + 0)\nexit`, inContext)).toEqual([0]);
    expect(loads(`${socket}if r6 == 0 goto out\nr0 = *(u64 *)(r6 + 0)\nout: exit`, inContext)).toEqual([]);
    const again = `${socket}r7 = *(u64 *)(r1 + 168)\nif r7 == 0 goto out\nr0 = *(u64 *)(r6 + 0)\nout: exit`;
    expect(loads(again, inContext)).toEqual([0]);
    const other = `${socket}r0 = *(u64 *)(r6 + 0)\nexit`;
    expect(loads(other, {})).toEqual([]);
  });

  test("from maps, where they keep pointers", () => {
    const code = "call 2\nr6 = *(u64 *)(r0 + 8)\nr0 = *(u64 *)(r6 + 0)\nexit";
    expect(loads(code, { keepsPointers: true })).toEqual([1]);
    expect(loads(code, {})).toEqual([]);
    expect(loads("r6 = *(u64 *)(r10 - 8)\nr0 = *(u64 *)(r6 + 0)\nexit", { keepsPointers: true })).toEqual([]);
    expect(loads("r6 = *(u32 *)(r0 + 8)\nr0 = *(u64 *)(r6 + 0)\nexit", { keepsPointers: true })).toEqual([]);
  });

  test("of a round before", () => {
    const code =
      "loop: r7 = r6\nr6 = *(u64 *)(r8 + 0)\nif r6 == 0 goto out\nif r7 == 0 goto loop\nr0 = *(u64 *)(r7 + 0)\ngoto loop\nout: exit";
    expect(loads(code, { keepsPointers: true })).toEqual([]);
    const late =
      "r7 = 0\nloop: r6 = *(u64 *)(r8 + 0)\nif r7 == 0 goto on\nr0 = *(u64 *)(r7 + 0)\non: r7 = r6\nif r6 == 0 goto out\ngoto loop\nout: exit";
    expect(loads(late, { keepsPointers: true })).toEqual([]);
  });
});

test("arithmetic on the end of the packet is told, but for the difference of two", () => {
  const ends = (code: string) => [...uncheckedEnds(`r2 = *(u32 *)(r1 + 80)\nr3 = *(u32 *)(r1 + 76)\n${code}\nexit`)];
  expect(ends("r2 += -14")).toEqual([2]);
  expect(ends("r4 = 14\nr4 += r2")).toEqual([3]);
  expect(ends("*(u64 *)(r10 - 8) = r2\nr4 = *(u64 *)(r10 - 8)\nr4 -= 1")).toEqual([4]);
  expect(ends("r2 -= r3\nr2 >>= 1")).toEqual([]);
  expect(ends("r4 = r3\nif r5 == 0 goto on\nr4 = r2\non: r4 += 1")).toEqual([]);
});

test("where jumps lead anywhere, every such call counts", () => {
  expect(uncheckedIn("call 1\nif r0 == 0 goto out\ngotox r6\nout: exit").results).toEqual([0]);
});

test("so does every one of a program that is too large to be followed", () => {
  const calls = Array.from({ length: 2000 }, () => "call 1\nif r0 == 0 goto out").join("\n");
  expect(uncheckedIn(`${calls}\nout: exit`).results).toHaveLength(2000);
});
