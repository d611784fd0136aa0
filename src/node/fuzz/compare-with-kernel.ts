import { toHex } from "../../core/bytes/hex.ts";
import { assemble } from "../../core/isa/assemble.ts";
import { encodeProgram } from "../../core/isa/encode.ts";
import type { Instruction } from "../../core/isa/instruction.ts";
import { FaultSignal } from "../../core/vm/fault-signal.ts";
import { Interpreter } from "../../core/vm/interpreter/interpreter.ts";
import { type Engine, Machine } from "../../core/vm/machine.ts";
import { Memory } from "../../core/vm/memory.ts";
import { translateNow } from "../../core/vm/translation/translation.ts";
import type { Ending, KernelDriver } from "./kernel-driver.ts";
import { Random } from "./random.ts";
import { MEMORY_SIZE, randomProgram } from "./random-program.ts";

export interface Comparison {
  /** Programs that the kernel took. */
  readonly compared: number;
  /** What the verifier said to the others, with how often. */
  readonly refused: ReadonlyMap<string, number>;
  readonly instructions: number;
  /** The first program that ended otherwise here. */
  readonly difference?: string;
}

const refuse = (): never => {
  throw new FaultSignal({ rule: "helper-not-modelled", message: "random programs call nothing" });
};

function runHere(
  instructions: readonly Instruction[],
  before: Uint8Array,
  engine: Engine | undefined,
): Ending | string {
  const bytes = before.slice();
  const memory = new Memory();
  const place = memory.addressOf(memory.allocate({ kind: "global", name: "memory", bytes }));
  const environment = { callHelper: refuse, callKfunc: refuse, loadImmediate: () => place, exit() {} };
  const { r0, fault } = new Machine({ memory, environment }).run({ instructions }, { context: 0n, engine });
  if (fault) return `${fault.rule} at ${fault.slot}: ${fault.message}`;
  return { result: Number(BigInt.asUintN(32, r0)), memory: bytes };
}

const textOf = (ending: Ending | string): string =>
  typeof ending === "string" ? ending : `${ending.result.toString(16)} ${toHex(ending.memory)}`;

/** The way in which a program ended otherwise here than in the kernel, in any engine. */
function difference(
  text: string,
  instructions: readonly Instruction[],
  before: Uint8Array,
  expected: Ending,
  interpreter: Interpreter,
) {
  const engines = {
    stepwise: undefined,
    interpreted: interpreter.prepare({ instructions }),
    translated: translateNow({ instructions }),
  };
  for (const [name, engine] of Object.entries(engines)) {
    const ending = textOf(runHere(instructions, before, engine));
    if (ending === textOf(expected)) continue;
    return `${text}\n\nmemory: ${toHex(before)}\nkernel: ${textOf(expected)}\n${name}: ${ending}`;
  }
  return undefined;
}

/** Runs random programs in the kernel and in every engine here, until so many were compared or one differs. */
export async function compareWithKernel(kernel: KernelDriver, seed: number, count: number): Promise<Comparison> {
  const random = new Random(seed);
  const interpreter = Interpreter.loadNow();
  const refused = new Map<string, number>();
  let compared = 0;
  let executed = 0;
  for (let tries = 0; compared < count && tries < 2 * count; tries++) {
    const text = randomProgram(random);
    const before = random.bytes(MEMORY_SIZE);
    const { instructions, problems } = assemble(text);
    if (problems.length > 0) throw new Error(`${problems[0]?.message}\n${text}`);
    const ending = await kernel.run(encodeProgram(instructions), before);
    if ("refused" in ending) {
      const words = ending.refused.replaceAll(/\d+/g, "N");
      refused.set(words, (refused.get(words) ?? 0) + 1);
      continue;
    }
    compared++;
    executed += instructions.length;
    const found = difference(text, instructions, before, ending, interpreter);
    if (found !== undefined) return { compared, refused, instructions: executed, difference: found };
  }
  return { compared, refused, instructions: executed };
}
