import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeProgram } from "../../../src/core/isa/decode.ts";
import { describeInstruction } from "../../../src/core/isa/describe.ts";
import { disassemble } from "../../../src/core/isa/disassemble.ts";
import { encodeProgram } from "../../../src/core/isa/encode.ts";
import { checkJumps } from "../../../src/core/isa/jumps.ts";
import { faultRules } from "../../../src/core/vm/fault.ts";
import { Machine } from "../../../src/core/vm/machine.ts";
import { Memory } from "../../../src/core/vm/memory.ts";
import { fuzzRuns } from "../../drivers/fuzz-runs.ts";
import { bareEnvironment } from "./bare-environment.ts";

const STEP_BUDGET = 300;

/** Decodes, prints and runs bytes; whatever they are, the result is a value or a fault with a rule. */
function exercise(bytes: Uint8Array) {
  const { instructions } = decodeProgram(bytes);
  checkJumps(instructions);
  for (const instruction of instructions) expect(disassemble(instruction, { exact: true })).not.toBe("");
  const memory = new Memory();
  const context = memory.addressOf(memory.allocate({ kind: "global", name: "memory", bytes: 64 }));
  const environment = { ...bareEnvironment, callHelper: () => context };
  const machine = new Machine({ memory, environment, stepBudget: STEP_BUDGET });
  const result = machine.run({ instructions }, { context });
  expect(result.steps).toBeLessThanOrEqual(STEP_BUDGET);
  if (result.fault) expect(Object.keys(faultRules)).toContain(result.fault.rule);
  return result;
}

test("any bytes give problems, a fault or a value", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      exercise(bytes);
    }),
    { numRuns: fuzzRuns(1000) },
  );
});

const validOpcodes = Array.from({ length: 256 }, (_, opcode) => opcode).filter((opcode) => !describesAsUnknown(opcode));

function describesAsUnknown(opcode: number): boolean {
  const described = describeInstruction({ slot: 0, opcode, dst: 0, src: 0, offset: 0, imm: 0 });
  return described.kind === "invalid" && described.message.startsWith("unknown opcode");
}

const instruction = fc.record({
  slot: fc.constant(0),
  opcode: fc.constantFrom(...validOpcodes),
  dst: fc.constantFrom(0, 1, 2, 3, 10),
  src: fc.constantFrom(0, 0, 1, 2, 10),
  offset: fc.constantFrom(0, 0, 0, 1, 2, -1, -8, -16, 8, 16, 32),
  imm: fc.constantFrom(0, 0, 0, 1, 2, -1, 16, 32, 0x41, 0xe1, 0xf1, 0x100, 0x110),
});

const prologue = [0, 2, 3].map((dst) => ({ slot: 0, opcode: 0xb7, dst, src: 0, offset: 0, imm: dst }));

test("programs of mostly valid instructions give a fault or a value", () => {
  const endings = new Set<string>();
  fc.assert(
    fc.property(fc.array(instruction, { minLength: 1, maxLength: 30 }), (body) => {
      const valid = body.filter((each) => describeInstruction(each).kind !== "invalid");
      const exit = { slot: 0, opcode: 0x95, dst: 0, src: 0, offset: 0, imm: 0 };
      const result = exercise(encodeProgram([...prologue, ...valid, exit]));
      endings.add(result.fault?.rule ?? "value");
    }),
    { numRuns: fuzzRuns(2000, 1 / 4) },
  );
  expect([...endings]).toEqual(expect.arrayContaining(["value", "out-of-bounds", "uninitialised-stack"]));
});
