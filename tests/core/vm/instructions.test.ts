import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { assemble } from "../../../src/core/isa/assemble.ts";
import { describeInstruction } from "../../../src/core/isa/describe.ts";
import { Machine } from "../../../src/core/vm/machine.ts";
import { Memory } from "../../../src/core/vm/memory.ts";
import { bareEnvironment } from "./bare-environment.ts";
import { conformanceCases } from "./conformance-cases.ts";

function run(assembly: string, bytes: Uint8Array) {
  const { instructions, problems } = assemble(assembly);
  expect(problems).toEqual([]);
  const memory = new Memory();
  const context = memory.addressOf(memory.allocate({ kind: "global", name: "memory", bytes }));
  return new Machine({ memory, environment: bareEnvironment, stepBudget: 1000 }).run({ instructions }, { context });
}

describe("every instruction gives what Linux gives", () => {
  test.each(conformanceCases)("$name", ({ assembly, memory, r0 }) => {
    const { fault, r0: ours } = run(assembly, memory.slice());
    expect(fault).toBeUndefined();
    expect(ours).toBe(r0);
  });
});

interface FaultCase {
  readonly name: string;
  readonly assembly: string;
  readonly fault: string;
  readonly slot?: number;
}

const url = new URL("../../cases/isa/faults.yaml", import.meta.url);
const faultCases = parse(readFileSync(url, "utf8")) as FaultCase[];

describe("a broken rule is a fault at its instruction", () => {
  test.each(faultCases)("$name", ({ assembly, fault, slot }) => {
    const result = run(assembly, new Uint8Array(16));
    expect(result.fault?.rule).toBe(fault);
    if (slot !== undefined) expect(result.fault?.slot).toBe(slot);
  });
});

test("the cases reach every operation in every width and operand form", () => {
  const seen = new Set<string>();
  for (const { assembly } of conformanceCases) {
    for (const instruction of assemble(assembly).instructions) {
      const operation = describeInstruction(instruction);
      if (operation.kind !== "invalid") seen.add(`${instruction.opcode}/${JSON.stringify(operation)}`);
    }
  }
  const missing = everyOperation().filter((operation) => !seen.has(operation));
  expect(missing.filter((operation) => !/jump-indirect|load-packet|address-space-cast|"call"/.test(operation))).toEqual(
    [],
  );
});

/** Every operation that some fields select, found by trying them. */
function everyOperation(): readonly string[] {
  const found = new Set<string>();
  const imms = [0, 1, 16, 0x10000, 0x40, 0x41, 0x50, 0x51, 0xa0, 0xa1, 0xe1, 0xf1, 0x100, 0x110];
  for (let opcode = 0; opcode < 256; opcode++) {
    for (const offset of [0, 1, 8, 16, 32]) {
      for (const imm of imms) {
        const fields = { slot: 0, opcode, dst: 0, src: 0, offset, imm, ...(opcode === 0x18 ? { nextImm: 0 } : {}) };
        const operation = describeInstruction(fields);
        if (operation.kind !== "invalid") found.add(`${opcode}/${JSON.stringify(operation)}`);
      }
    }
  }
  return [...found];
}
