import { describe, expect, test } from "vitest";
import { assemble } from "../../../src/core/isa/assemble.ts";
import { basicBlocks, describeAll } from "../../../src/core/isa/control-flow.ts";
import { functionGraph } from "../../../src/core/vm/analysis/function-graph.ts";
import { followFunction } from "../../../src/core/vm/analysis/ranges/follow-function.ts";

/** What is known of registers where the block labelled `here` starts, in the order of their numbers. */
function known(assembly: string): string {
  const marked = assembly.split("\n").map((line) => line.trim());
  const { instructions, problems } = assemble(marked.join("\n"));
  expect(problems).toEqual([]);
  const blocks = basicBlocks(describeAll(instructions), 0);
  const graph = functionGraph(blocks, 0);
  if (!graph) throw new Error("no graph");
  const last = graph.nodes.find(({ block }) => block.last.operation.kind === "exit");
  const ranges = last && followFunction(graph).get(last);
  return (ranges ?? [])
    .flatMap((range, index) => {
      if (!range) return [];
      const { base, low, high } = range;
      return `r${index}=${base === undefined ? "" : `data ${base} + `}${low === high ? low : `${low}..${high}`}`;
    })
    .join(" ");
}

/** The block that ends the program starts at `end`; r9 is compared there, so that nothing is known of it. */
const atEnd = (code: string) => known(`${code}\nif r9 == 7 goto end\nr8 = 1\nend: exit`).replace(/ ?r9=7/, "");

describe("what instructions make of ranges", () => {
  test.each([
    ["r1 = 5\nr2 = r1\nr2 += 3", "r1=5 r2=8"],
    ["r1 = -1", ""],
    ["w1 = -1", "r1=4294967295"],
    ["r1 = *(u8 *)(r10 - 8)\nr2 = r1\nr2 <<= 2", "r1=0..255 r2=0..1020"],
    ["r1 = *(u16 *)(r10 - 8)\nr1 >>= 4\nr2 = r1\nr2 *= 3", "r1=0..4095 r2=0..12285"],
    ["r1 = *(s8 *)(r10 - 8)", ""],
    ["r1 = *(u16 *)(r2 + 8)\nr3 = *(u32 *)(r2 + 8)", "r1=0..65535"],
    ["ld_pseudo r1, 6, 2, 8\nr2 = *(u32 *)(r1 + 8)", "r1=data 2 + 8 r2=0..4294967295"],
    ["r1 = *(u64 *)(r10 - 8)\nr2 = r1\nr2 >>= 60\nr3 = r1\nr3 &= 12\nw4 = w1", "r2=0..15 r3=0..12 r4=0..4294967295"],
    ["r1 = *(u8 *)(r10 - 8)\nr1 -= 1", ""],
    ["r1 = *(u8 *)(r10 - 8)\nw1 -= 1", "r1=0..4294967295"],
    ["r1 = *(u8 *)(r10 - 8)\nr1 |= 256\nr2 = r1\nr2 %= 10\nr3 = r1\nr3 /= 2", "r1=0..511 r2=0..9 r3=0..255"],
    ["r1 = *(u32 *)(r10 - 8)\nr2 = r1\nr2 <<= 32", "r1=0..4294967295"],
    ["w1 = 0x7fffffff\nw1 <<= 2", "r1=0..4294967295"],
    ["r1 = 3\nr2 = 66\nr1 <<= r2", "r2=66"],
    [
      "ld_pseudo r1, 6, 2, 8\nr2 = *(u8 *)(r10 - 8)\nr1 += r2\nr3 = r2\nr3 += r1\nr1 += -4",
      "r1=data 2 + 4..259 r2=0..255 r3=data 2 + 8..518",
    ],
    ["ld_pseudo r1, 6, 2, 8\nw2 = w1\nr1 *= 2", "r2=0..4294967295"],
    ["ld_pseudo r1, 6, 2, 8\nr2 = 1\nr2 <<= 32\nr1 += r2\nr1 = *(u32 *)(r1 + 0)", "r2=4294967296"],
    ["r1 = 1\nr6 = 2\ncall 5", "r6=2"],
  ])("%s", (code, expected) => {
    expect(atEnd(code)).toBe(expected);
  });
});

describe("what jumps tell of ranges", () => {
  test.each([
    ["r1 = *(u8 *)(r10 - 8)\nif r1 < 10 goto end\nr1 = 4", "r1=0..9"],
    ["r1 = *(u8 *)(r10 - 8)\nif r1 <= 10 goto end\nr1 = 4", "r1=0..10"],
    ["r1 = *(u8 *)(r10 - 8)\nif r1 > 10 goto end\nr1 = 12", "r1=11..255"],
    ["r1 = *(u8 *)(r10 - 8)\nif r1 >= 10 goto end\nr1 = 12", "r1=10..255"],
    ["r1 = *(u8 *)(r10 - 8)\nif r1 == 10 goto end\nr1 = 12", "r1=10..12"],
    ["r1 = *(u8 *)(r10 - 8)\nif r1 != 0 goto end\nr1 = 12", "r1=1..255"],
    ["r1 = *(u8 *)(r10 - 8)\nif r1 s< 10 goto end\nr1 = 12", "r1=0..255"],
    ["r1 = *(u64 *)(r10 - 8)\nif r1 < 10 goto end\nr1 = 12", ""],
    ["r1 = *(u8 *)(r10 - 8)\nr1 <<= 32\nif w1 < 10 goto end\nr1 = 12", "r1=0..1095216660480"],
    ["r1 = *(u8 *)(r10 - 8)\nr2 = r1\nr2 += 1\nif r1 < 10 goto end\nr1 = 4\nr2 = 1", "r1=0..9 r2=1..10"],
  ])("%s", (code, expected) => {
    expect(known(`${code}\nend: exit`)).toBe(expected);
  });
});

/** What is known in the loop, of which `inside` is left by a jump. */
const inLoop = (before: string, body: string, back: string) =>
  known(
    `${before}\nloop: if r9 == 1 goto out\n${body}\n${back}\nr0 = 0\nr1 = 0\nr2 = 0\nr3 = 0\ngoto away\nout: exit\naway: r0 = 0\nloop2: goto loop2`,
  ).replace(/ ?r9=1/, "");

describe("what a loop counts", () => {
  test.each([
    ["r1 = 0", "r1 += 8", "if r1 != 64 goto loop", "r1=0..56"],
    ["r1 = 0", "w1 += 8", "if w1 != 64 goto loop", "r1=0..56"],
    ["r1 = 0", "r1 += 8", "if r1 != 60 goto loop", ""],
    ["r1 = 0", "r1 += 8", "if r1 < 60 goto loop", "r1=0..56"],
    ["r1 = 4", "r1 += 8", "if r1 < 60 goto loop", "r1=4..52"],
    ["r1 = 70", "r1 += 8", "if r1 < 60 goto loop", "r1=70"],
    ["r1 = 64", "r1 += 8", "if r1 != 64 goto loop", ""],
    ["r1 = 0\nr2 = 5", "r1 += 8\nr2 += 3", "if r1 != 64 goto loop", "r1=0..56 r2=5..26"],
    ["r1 = 0\nr2 = 5", "r1 += 8\nr2 += 3\nr2 += 1", "if r1 != 64 goto loop", "r1=0..56"],
    ["r1 = 0\nr2 = 0xfffffff0 ll", "r1 += 8\nw2 += 4", "if r1 != 64 goto loop", "r1=0..56 r2=0..4294967295"],
    ["r1 = 0", "if r8 == 0 goto on\nr1 += 1\non: r1 += 8", "if r1 != 64 goto loop", ""],
    ["r1 = 4\nr2 = 8", "r1 += r2", "if r1 < 60 goto loop", "r1=4..59 r2=8"],
  ])("from %s by %s %s", (before, body, back, expected) => {
    expect(inLoop(before, body, back)).toBe(expected);
  });

  test("and what a loop in it makes of that", () => {
    const inner = "r2 = 0\ninner: r3 = r1\nr3 += r2\nr2 += 1\nif r2 != 4 goto inner\nr1 += 8";
    expect(inLoop("r1 = 0\nr2 = 0\nr3 = 0", inner, "if r1 != 64 goto loop")).toBe("r1=0..56 r2=0..4 r3=0..59");
  });
});
