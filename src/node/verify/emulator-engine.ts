import { type EmulationOptions, emulate } from "../../core/emulator/emulate.ts";
import { gapOf } from "../../core/emulator/gap.ts";
import type { KernelFacts } from "../../core/emulator/kernel-facts.ts";
import { Interpreter } from "../../core/vm/interpreter/interpreter.ts";
import type { Engine, EngineResult, EngineRun } from "./engine.ts";

/** One run in the emulator: a plain one by an interpreter, or an instruction at a time, with every step in its outcome. */
export function runInEmulator(
  { linked, program, scenario }: EngineRun,
  facts: KernelFacts,
  interpreter?: Interpreter,
): EngineResult {
  const options: EmulationOptions = interpreter ? { engineFor: (image) => interpreter.prepare(image) } : {};
  const result = emulate(linked, program, scenario, facts, options);
  const { outcome, problem } = result;
  const gap = gapOf(result);
  if (gap !== undefined) return { kind: "not-run", reason: gap };
  if (outcome) return { kind: "ran", outcome };
  const { message, help } = problem;
  return { kind: "failed", reason: message, ...(help !== undefined && { help }) };
}

/** The emulator as an engine: a program that the verifier would refuse runs until it breaks the rule. */
export function emulatorEngine(facts: KernelFacts): Engine {
  return {
    name: "the emulator",
    async run(runs) {
      const interpreter = await Interpreter.load();
      // What is compared with other engines has no timeline.
      return runs.map((run) => runInEmulator(run, facts, interpreter));
    },
  };
}
