import { emulate } from "../../core/emulator/emulate.ts";
import type { KernelFacts } from "../../core/emulator/kernel-facts.ts";
import type { FaultRule } from "../../core/vm/fault.ts";
import type { Engine, EngineResult, EngineRun } from "./engine.ts";

/** Faults that tell of the emulator, not of the program. */
const notModelled: readonly FaultRule[] = ["kfunc-not-modelled", "helper-not-modelled"];

function emulateRun({ linked, program, scenario }: EngineRun, facts: KernelFacts): EngineResult {
  const { outcome, problem } = emulate(linked, program, scenario, facts);
  if (problem) return { kind: "not-run", reason: problem.message };
  const { fault } = outcome;
  if (fault && notModelled.includes(fault.rule)) return { kind: "not-run", reason: fault.message };
  return { kind: "ran", outcome };
}

/** The emulator as an engine: a program that the verifier would refuse runs until it breaks the rule. */
export function emulatorEngine(facts: KernelFacts): Engine {
  return {
    name: "the emulator",
    run: async (runs) => runs.map((run) => emulateRun(run, facts)),
  };
}
