import { describe, expect, test } from "vitest";
import { assemble } from "../../../src/core/isa/assemble.ts";
import { followedProgram } from "../../../src/core/vm/analysis/followed-program.ts";
import { unprovenPackets } from "../../../src/core/vm/analysis/unproven-packets.ts";

/** The context holds the packet at 0 and its end at 4; helper 44 changes the packet. */
function unprovenIn(code: string): number[] {
  const { instructions, problems } = assemble(`r2 = *(u32 *)(r1 + 0)\nr3 = *(u32 *)(r1 + 4)\n${code}`);
  expect(problems).toEqual([]);
  const found = unprovenPackets(followedProgram(instructions, [0]), {
    entries: new Set([0]),
    globals: new Set(),
    contextHolds: (offset, bytes) => (bytes === 4 ? ({ 0: "packet", 4: "packet-end" } as const)[offset] : undefined),
    changesPacket: ({ imm }) => imm === 44,
  });
  return [...found];
}

const moved = "r4 = r2\nr4 += 8\n";
const last = "r0 = *(u8 *)(r2 + 7)";
const behind = "r0 = *(u8 *)(r2 + 8)";

describe("a comparison with the end shows what is there", () => {
  test.each([
    ["pointer > end", `if r4 > r3 goto out\n${last}`, `if r4 > r3 goto out\n${behind}`],
    ["end < pointer", `if r3 < r4 goto out\n${last}`, `if r3 < r4 goto out\n${behind}`],
    ["pointer <= end", `if r4 <= r3 goto on\ngoto out\non: ${last}`, `if r4 <= r3 goto out\n${last}`],
    ["end >= pointer", `if r3 >= r4 goto on\ngoto out\non: ${last}`, `if r3 >= r4 goto out\n${last}`],
    ["pointer < end", `if r4 < r3 goto on\ngoto out\non: ${behind}`, `if r4 < r3 goto out\n${behind}`],
    ["end > pointer", `if r3 > r4 goto on\ngoto out\non: ${behind}`, `if r3 > r4 goto out\n${behind}`],
    ["pointer >= end", `if r4 >= r3 goto out\n${behind}`, `if r4 >= r3 goto on\ngoto out\non: ${behind}`],
    ["end <= pointer", `if r3 <= r4 goto out\n${behind}`, `if r3 <= r4 goto on\ngoto out\non: ${behind}`],
  ])("%s", (_name, right, wrong) => {
    expect(unprovenIn(`${moved}${right}\nout: exit`)).toEqual([]);
    expect(unprovenIn(`${moved}${wrong}\nout: exit`)).toHaveLength(1);
  });
});

describe("bytes of the packet that are surely there", () => {
  test.each([
    ["by a copy", `${moved}r6 = r2\nif r4 > r3 goto out\nr0 = *(u64 *)(r6 + 0)\nout: exit`],
    [
      "from the stack",
      `${moved}*(u64 *)(r10 - 8) = r2\nif r4 > r3 goto out\nr6 = *(u64 *)(r10 - 8)\nr0 = *(u8 *)(r6 + 7)\nout: exit`,
    ],
    ["by the pointer that was compared", `${moved}if r4 > r3 goto out\nr0 = *(u8 *)(r4 - 1)\nout: exit`],
    ["behind a length", `r4 = r2\nr4 += r5\nr6 = r4\nr6 += 2\nif r6 > r3 goto out\nr0 = *(u16 *)(r4 + 0)\nout: exit`],
    ["in a function", `${moved}if r4 > r3 goto out\nr1 = r2\ncall inner\nout: exit\ninner: r0 = *(u8 *)(r1 + 7)\nexit`],
    ["behind other calls", `r6 = r2\nr7 = r3\n${moved}if r4 > r3 goto out\ncall 1\nr0 = *(u8 *)(r6 + 7)\nout: exit`],
    ["and nothing of the packet", "r0 = *(u64 *)(r10 - 8)\n*(u64 *)(r5 + 0) = r2\nexit"],
  ])("%s", (_name, code) => expect(unprovenIn(code)).toEqual([]));
});

describe("bytes of the packet that are perhaps missing", () => {
  test.each([
    ["compared with nothing", "r0 = *(u8 *)(r2 + 0)\nexit"],
    ["before the packet", `${moved}if r4 > r3 goto out\nr0 = *(u8 *)(r2 - 1)\nout: exit`],
    ["compared by 32 bits", `${moved}if w4 > w3 goto out\n${last}\nout: exit`],
    ["compared with another number", `${moved}if r4 > r5 goto out\n${last}\nout: exit`],
    [
      "of a packet that was changed",
      `r6 = r1\n${moved}if r4 > r3 goto out\ncall 44\nr2 = *(u32 *)(r6 + 0)\n${last}\nout: exit`,
    ],
    ["on one of two ways", `${moved}if r5 == 0 goto on\nif r4 > r3 goto out\non: ${last}\nout: exit`],
    [
      "behind another length",
      `r4 = r2\nr4 += r5\nr6 = r4\nr6 += 2\nif r6 > r3 goto out\nr4 += r5\nr0 = *(u16 *)(r4 + 0)\nout: exit`,
    ],
    [
      "in each round",
      "loop: r2 += r5\nr4 = r2\nr4 += 1\nr0 = *(u8 *)(r2 + 0)\nif r4 > r3 goto out\ngoto loop\nout: exit",
    ],
    ["given by a function", `${moved}r1 = r2\ncall inner\nr0 = *(u8 *)(r0 + 0)\nexit\ninner: r0 = r1\nexit`],
    [
      "moved on the stack by a function",
      `*(u64 *)(r10 - 8) = r2\n${moved}if r4 > r3 goto out\nr1 = r10\nr1 += -8\ncall inner\nr2 = *(u64 *)(r10 - 8)\nr0 = *(u8 *)(r2 + 0)\nout: exit\ninner: r0 = *(u64 *)(r1 + 0)\nr0 += 100\n*(u64 *)(r1 + 0) = r0\nexit`,
    ],
    [
      "written over somewhere on the stack",
      `*(u64 *)(r10 - 8) = r2\n${moved}if r4 > r3 goto out\nr1 = r10\nr1 += r5\n*(u64 *)(r1 - 8) = r3\nr2 = *(u64 *)(r10 - 8)\nr0 = *(u8 *)(r2 + 0)\nout: exit`,
    ],
    ["written", "*(u8 *)(r2 + 0) = 1\nexit"],
    ["behind the end", "r0 = *(u8 *)(r3 + 0)\nexit"],
  ])("%s", (_name, code) => expect(unprovenIn(code)).toHaveLength(1));
});

test("a global function knows nothing of what its caller compared", () => {
  const code = `r2 = *(u32 *)(r1 + 0)\nr3 = *(u32 *)(r1 + 4)\nr4 = r2\nr4 += 8\nif r4 > r3 goto out\nr1 = r2\ncall inner\nout: exit\ninner: r0 = *(u8 *)(r1 + 0)\nexit`;
  const { instructions } = assemble(code);
  const found = (globals: ReadonlySet<number>) => [
    ...unprovenPackets(followedProgram(instructions, [0, 8]), {
      entries: new Set([0]),
      globals,
      contextHolds: (offset) => (offset === 0 ? "packet" : "packet-end"),
      changesPacket: () => false,
    }),
  ];
  expect(found(new Set())).toEqual([]);
  expect(found(new Set([8]))).toEqual([8]);
});

test("very many stores to the stack are followed in no time", () => {
  const stores = Array.from({ length: 20_000 }, (_, index) => `*(u64 *)(r10 - ${8 * (1 + (index % 4000))}) = r2`);
  expect(unprovenIn(`${stores.join("\n")}\nr0 = *(u8 *)(r2 + 0)\nexit`)).toEqual([20_002]);
});

test("where jumps lead anywhere, none is told", () => {
  expect(unprovenIn("r0 = *(u8 *)(r2 + 0)\ngotox r6\nexit")).toEqual([]);
});
