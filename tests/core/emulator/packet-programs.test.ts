import fc from "fast-check";
import { expect, test } from "vitest";
import { toHex } from "../../../src/core/bytes/hex.ts";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import type { Outcome } from "../../../src/core/emulator/outcome.ts";
import { assemble } from "../../../src/core/isa/assemble.ts";
import type { Instruction } from "../../../src/core/isa/instruction.ts";
import type { GlobalDataMap, LinkedFunction, LinkedObject } from "../../../src/core/object/linked-object.ts";
import type { Engine } from "../../../src/core/vm/engine.ts";
import { Interpreter } from "../../../src/core/vm/interpreter/interpreter.ts";
import type { Program } from "../../../src/core/vm/machine.ts";
import { translateNow } from "../../../src/core/vm/translation/translation.ts";
import { fuzzRuns } from "../../drivers/fuzz-runs.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { DATA_SIZE, randomPacketProgram } from "./random-packet-program.ts";

const PROGRAM = "parse";
const EXIT = 0x95;

const data = (name: string, readOnly: boolean): GlobalDataMap => ({
  name,
  kind: "global-data",
  readOnly,
  initial: new Uint8Array(DATA_SIZE).fill(1),
  variables: [],
});

/** The first exit ends the entry; what follows is a function of its own. */
function functionsOf(instructions: readonly Instruction[]): LinkedFunction[] {
  const exit = instructions.find(({ opcode }) => opcode === EXIT)?.slot ?? 0;
  const entry = { name: PROGRAM, start: 0, end: exit + 1, isGlobal: true };
  const last = instructions.at(-1)?.slot ?? 0;
  return last === exit ? [entry] : [entry, { name: "reads", start: exit + 1, end: last + 1, isGlobal: false }];
}

function objectOf(assembly: string): LinkedObject {
  const { instructions, problems } = assemble(assembly);
  expect(problems, assembly).toEqual([]);
  const program = {
    name: PROGRAM,
    section: "xdp",
    programType: "BPF_PROG_TYPE_XDP",
    attachType: "BPF_XDP",
    flags: [],
    instructions,
    functions: functionsOf(instructions),
    jumpTables: [],
    lines: [],
    poisoned: [],
    refused: [],
  };
  return {
    path: "parse.o",
    license: "GPL",
    programs: [program],
    maps: [data(".data", false), data(".rodata", true)],
    structOps: [],
    btf: kernelFacts.btf,
    kfuncs: [],
  };
}

const interpreter = Interpreter.loadNow();
const engines: readonly ((program: Program) => Engine | undefined)[] = [
  (program) => interpreter.prepare(program),
  (program) => translateNow(program),
];

/** What every engine makes of a program and a packet: the same, but for the steps that only one records. */
function outcomeOf(assembly: string, packet: Uint8Array, stepBudget: number): Outcome {
  const object = objectOf(assembly);
  const scenario = {
    name: "random",
    summary: "A random program.",
    packet: [{ bytes: toHex(packet) }],
    step_budget: stepBudget,
    expect: {},
  };
  const { outcome, problem } = emulate(object, PROGRAM, scenario, kernelFacts);
  if (!outcome) throw new Error(problem.message);
  for (const engineFor of engines) {
    const plain = emulate(object, PROGRAM, scenario, kernelFacts, { engineFor });
    expect({ ...plain.outcome, timeline: undefined }).toEqual({ ...outcome, timeline: undefined });
  }
  return outcome;
}

test("random programs that parse packets end alike in every engine, on packets of all lengths", () => {
  const endings = new Map<string, number>();
  fc.assert(
    fc.property(
      randomPacketProgram,
      fc.uint8Array({ minLength: 14, maxLength: 90 }),
      fc.oneof({ weight: 6, arbitrary: fc.constant(600) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 300 }) }),
      (assembly, packet, stepBudget) => {
        const { fault } = outcomeOf(assembly, packet, stepBudget);
        const ending = fault?.rule ?? "value";
        endings.set(ending, (endings.get(ending) ?? 0) + 1);
      },
    ),
    { numRuns: fuzzRuns(1000) },
  );
  for (const ending of ["value", "out-of-bounds", "use-after-release", "step-budget", "read-only-memory"]) {
    expect(endings.get(ending) ?? 0, `${ending} in ${JSON.stringify([...endings])}`).toBeGreaterThan(0);
  }
}, 120_000);
