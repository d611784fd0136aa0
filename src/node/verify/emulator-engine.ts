import { emulate } from "../../core/emulator/emulate.ts";
import { gapOf } from "../../core/emulator/gap.ts";
import type { KernelFacts } from "../../core/emulator/kernel-facts.ts";
import { Interpreter } from "../../core/vm/interpreter/interpreter.ts";
import type { Engine, EngineResult, EngineRun } from "./engine.ts";

/** A plain run: what is compared with other engines has no timeline. */
function emulateRun(
  { linked, program, scenario }: EngineRun,
  facts: KernelFacts,
  interpreter: Interpreter,
): EngineResult {
  const result = emulate(linked, program, scenario, facts, { engineFor: (image) => interpreter.prepare(image) });
  const reason = gapOf(result) ?? result.problem?.message;
  return reason === undefined && result.outcome
    ? { kind: "ran", outcome: result.outcome }
    : { kind: "not-run", reason: reason ?? "" };
}

/** The emulator as an engine: a program that the verifier would refuse runs until it breaks the rule. */
export function emulatorEngine(facts: KernelFacts): Engine {
  return {
    name: "the emulator",
    async run(runs) {
      const interpreter = await Interpreter.load();
      return runs.map((run) => emulateRun(run, facts, interpreter));
    },
  };
}
