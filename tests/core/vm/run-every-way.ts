import { expect } from "vitest";
import type { Engine } from "../../../src/core/vm/engine.ts";
import type { Environment } from "../../../src/core/vm/environment.ts";
import { Interpreter } from "../../../src/core/vm/interpreter/interpreter.ts";
import { Machine, type MachineOptions, type Program, type RunResult } from "../../../src/core/vm/machine.ts";
import { Memory } from "../../../src/core/vm/memory.ts";
import { translateNow } from "../../../src/core/vm/translation/translation.ts";
import { bareEnvironment } from "./bare-environment.ts";

export interface RunOptions extends Pick<MachineOptions, "stepBudget" | "loopBudget"> {
  /** What r1 points to; not changed. */
  readonly bytes: Uint8Array;
  readonly environment?: (memory: Memory) => Partial<Environment>;
}

interface Ending {
  readonly result: RunResult;
  readonly bytes: Uint8Array;
}

function runOnce(program: Program, engine: Engine | undefined, options: RunOptions): Ending {
  const { bytes: original, environment, ...machineOptions } = options;
  const bytes = original.slice();
  const memory = new Memory();
  const context = memory.addressOf(memory.allocate({ kind: "global", name: "memory", bytes }));
  const machine = new Machine({
    ...machineOptions,
    memory,
    environment: { ...bareEnvironment, ...environment?.(memory) },
  });
  return { result: machine.run(program, { context, engine }), bytes };
}

const interpreter = Interpreter.loadNow();

/** Runs a program instruction by instruction, interpreted and translated, expects the same, and gives what it was; `translated` says whether it could be. */
export function runEveryWay(program: Program, options: RunOptions): RunResult & { readonly translated: boolean } {
  const stepwise = runOnce(program, undefined, options);
  const translation = translateNow(program);
  for (const engine of [interpreter.prepare(program), translation]) {
    if (!engine) continue;
    expect(runOnce(program, engine, options)).toEqual(stepwise);
    // Nothing is left of the first run.
    expect(runOnce(program, engine, options)).toEqual(stepwise);
  }
  return { ...stepwise.result, translated: translation !== undefined };
}
