import fc from "fast-check";
import { describeInstruction } from "../../../src/core/isa/describe.ts";
import type { Instruction } from "../../../src/core/isa/instruction.ts";

type Fields = Omit<Instruction, "slot">;

export const validOpcodes = Array.from({ length: 256 }, (_, opcode) => opcode).filter((opcode) => {
  const described = describeInstruction({ slot: 0, opcode, dst: 0, src: 0, offset: 0, imm: 0 });
  return described.kind !== "invalid" || !described.message.startsWith("unknown opcode");
});

const instruction: fc.Arbitrary<Fields> = fc.record({
  opcode: fc.constantFrom(...validOpcodes),
  dst: fc.constantFrom(0, 1, 2, 3, 6, 10),
  src: fc.constantFrom(0, 0, 1, 2, 3, 10),
  offset: fc.constantFrom(0, 0, 0, 1, 2, 3, -1, -3, -8, -16, -32, 8, 16, 32),
  imm: fc.constantFrom(0, 0, 0, 1, 2, 5, -1, 16, 32, 0x41, 0xe1, 0xf1, 0x100, 0x110),
});

/** Leaves the stack pointer in a register, so that memory is reached by way of it. */
const pointer: fc.Arbitrary<Fields> = fc.record({
  opcode: fc.constant(0xbf),
  dst: fc.constantFrom(1, 2, 3),
  src: fc.constantFrom(10, 1),
  offset: fc.constant(0),
  imm: fc.constant(0),
});

const wide: fc.Arbitrary<Fields> = fc.record({
  opcode: fc.constant(0x18),
  dst: fc.constantFrom(0, 2, 3),
  src: fc.constantFrom(0, 0, 1, 4, 6),
  offset: fc.constant(0),
  imm: fc.constantFrom(0, 1, 2, -3, 0x4000_0000),
  nextImm: fc.constantFrom(0, 0, 1, -1, 0x7fff_ffff, -0x0100_0000, -0x00ff_ffff),
});

const set = (dst: number, imm: number): Fields => ({ opcode: 0xb7, dst, src: 0, offset: 0, imm });
const exit: Fields = { opcode: 0x95, dst: 0, src: 0, offset: 0, imm: 0 };

/** Programs of mostly valid instructions; some registers have values before. Slots are all 0: encode and decode them. */
export const randomProgram: fc.Arbitrary<readonly Instruction[]> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: instruction },
      { weight: 1, arbitrary: pointer },
      { weight: 1, arbitrary: wide },
      { weight: 1, arbitrary: fc.constant(exit) },
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((body) =>
    [set(0, 0), set(2, 2), set(3, 3), ...body, exit]
      .map((fields) => ({ slot: 0, ...fields }))
      .filter((fields) => describeInstruction(fields).kind !== "invalid"),
  );
