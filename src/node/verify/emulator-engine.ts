import { emulate } from "../../core/emulator/emulate.ts";
import { gapOf } from "../../core/emulator/gap.ts";
import type { KernelFacts } from "../../core/emulator/kernel-facts.ts";
import type { Engine, EngineResult, EngineRun } from "./engine.ts";

function emulateRun({ linked, program, scenario }: EngineRun, facts: KernelFacts): EngineResult {
  const result = emulate(linked, program, scenario, facts);
  const reason = gapOf(result) ?? result.problem?.message;
  return reason === undefined && result.outcome
    ? { kind: "ran", outcome: result.outcome }
    : { kind: "not-run", reason: reason ?? "" };
}

/** The emulator as an engine: a program that the verifier would refuse runs until it breaks the rule. */
export function emulatorEngine(facts: KernelFacts): Engine {
  return {
    name: "the emulator",
    run: async (runs) => runs.map((run) => emulateRun(run, facts)),
  };
}
