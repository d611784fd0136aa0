import { isGap } from "../vm/fault.ts";
import type { EmulationResult } from "./emulate.ts";

/**
 * Why the emulator can't do a scenario, in one sentence without a full stop: a program type, kfunc or helper that it has
 * no model of. Undefined where it ran, and where the scenario itself is wrong.
 */
export function gapOf({ outcome, problem }: EmulationResult): string | undefined {
  if (problem) return problem.gap ? problem.message : undefined;
  return outcome.fault && isGap(outcome.fault.rule) ? outcome.fault.message : undefined;
}
