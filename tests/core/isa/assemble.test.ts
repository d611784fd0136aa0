import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assemble } from "../../../src/core/isa/assemble.ts";
import { decodeProgram } from "../../../src/core/isa/decode.ts";
import { describeInstruction } from "../../../src/core/isa/describe.ts";
import { disassemble } from "../../../src/core/isa/disassemble.ts";
import { encodeProgram } from "../../../src/core/isa/encode.ts";
import type { Instruction } from "../../../src/core/isa/instruction.ts";
import { fuzzRuns } from "../../drivers/fuzz-runs.ts";

const limits = (bits: number) => ({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });

/** Instructions of any fields, most of them near to valid ones, kept where they are valid. */
const instruction: fc.Arbitrary<Instruction> = fc
  .record({
    slot: fc.constant(0),
    opcode: fc.integer({ min: 0, max: 255 }),
    dst: fc.integer({ min: 0, max: 10 }),
    src: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 10 })),
    offset: fc.oneof(fc.constantFrom(0, 0, 0, 1, 8, 16, 32), fc.integer(limits(16))),
    imm: fc.oneof(fc.constantFrom(0, 0, 1, 0x41, 0xe1, 0xf1, 0x100, 0x110, 16, 32), fc.integer(limits(32))),
    high: fc.integer(limits(32)),
  })
  .map(({ high, ...fields }) => (fields.opcode === 0x18 ? { ...fields, nextImm: high } : fields))
  // Linux takes an exit with any offset (check_jmp_fields, v7.3), which its text has no place for.
  .map((fields) => (fields.opcode === 0x95 ? { ...fields, offset: 0 } : fields))
  .filter((fields) => describeInstruction(fields).kind !== "invalid");

test("exact disassembly of every valid instruction assembles back to it", () => {
  fc.assert(
    fc.property(instruction, fc.boolean(), (original, alu32) => {
      const text = disassemble(original, { exact: true, alu32 });
      expect(assemble(text), text).toEqual({ instructions: [original], problems: [] });
    }),
    { numRuns: fuzzRuns(3000) },
  );
});

test("encoding and decoding are each other's inverse", () => {
  fc.assert(
    fc.property(fc.array(instruction, { maxLength: 20 }), (parts) => {
      const bytes = encodeProgram(parts);
      const { instructions, problems } = decodeProgram(bytes);
      expect(problems).toEqual([]);
      expect(encodeProgram(instructions)).toEqual(bytes);
    }),
  );
});

test("labels, comments and several statements on a line", () => {
  const text = `
    // a loop
    r0 = 0; r1 = 3
  again: r0 += r1   # count
    r1 -= 1
    if r1 != 0 goto again
    call out
    gotol end
  out: exit
  end:
    exit`;
  const { instructions, problems } = assemble(text);
  expect(problems).toEqual([]);
  expect(instructions.map((each) => disassemble(each, { exact: true }))).toEqual([
    "r0 = 0x0",
    "r1 = 0x3",
    "r0 += r1",
    "r1 -= 0x1",
    "if r1 != 0x0 goto -0x3",
    "call pc+0x1",
    "gotol +0x1",
    "exit",
    "exit",
  ]);
});

describe("what can't be assembled is told with its line", () => {
  test.each([
    ["r0 = 1\nr11 = 2", 2, "`r11 = 2` is not an instruction"],
    ["r0 = w1", 1, "`r0 = w1` is not an instruction"],
    ["r0 = 0x1ffffffff", 1, "`r0 = 0x1ffffffff` is not an instruction"],
    ["goto nowhere", 1, "the label `nowhere` is not defined"],
    ["a: exit\na: exit", 2, "the label `a` is defined twice"],
    ["*(u32 *)(r10 - 40000) = 1", 1, "`*(u32 *)(r10 - 40000) = 1` is not an instruction"],
    ["w0 = (s32)w1", 1, "`w0 = (s32)w1` is not an instruction"],
    [`goto end\n${"exit\n".repeat(0x8000)}end: exit`, 1, "the label `end` is too far away; gotol reaches it"],
  ])("%#", (text, line, message) => {
    expect(assemble(text).problems).toEqual([{ line, message }]);
  });
});
