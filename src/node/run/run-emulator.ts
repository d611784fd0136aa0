import { emulate } from "../../core/emulator/emulate.ts";
import { gapOf } from "../../core/emulator/gap.ts";
import type { KernelFacts } from "../../core/emulator/kernel-facts.ts";
import type { EngineResult, EngineRun } from "../verify/engine.ts";

/** One run in the emulator, an instruction at a time: its outcome has every step. */
export function runInEmulator({ linked, program, scenario }: EngineRun, facts: KernelFacts): EngineResult {
  const result = emulate(linked, program, scenario, facts);
  const { outcome, problem } = result;
  if (outcome && gapOf(result) === undefined) return { kind: "ran", outcome };
  if (problem && !problem.gap) {
    return { kind: "failed", reason: problem.message, ...(problem.help !== undefined && { help: problem.help }) };
  }
  return { kind: "not-run", reason: gapOf(result) ?? "" };
}
