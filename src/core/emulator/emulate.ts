import { RefusedInput } from "../kernel/contexts/context.ts";
import { FactsContradiction } from "../kernel/facts-contradiction.ts";
import type { LinkedObject } from "../object/linked-object.ts";
import type { Scenario } from "../spec/example-spec.ts";
import { FaultSignal } from "../vm/fault-signal.ts";
import type { Engine, Program } from "../vm/machine.ts";
import { findProgram } from "./find-program.ts";
import type { KernelFacts } from "./kernel-facts.ts";
import type { Outcome } from "./outcome.ts";
import { refusedKfuncs } from "./refused-kfuncs.ts";
import { Run } from "./run.ts";
import { type SetupProblem, SetupSignal } from "./setup-problem.ts";
import { refuseUnmodelled } from "./unmodelled.ts";

/** What a scenario did, or why it can't be set up. */
export type EmulationResult =
  | { readonly outcome: Outcome; readonly problem?: never }
  | { readonly outcome?: never; readonly problem: SetupProblem };

function problemOf(error: unknown): SetupProblem {
  if (error instanceof SetupSignal) return error.problem;
  if (error instanceof RefusedInput) {
    const { path, help, isGap } = error;
    return { message: error.message, path, ...(help !== undefined && { help }), ...(isGap && { gap: true }) };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof FaultSignal) return { message, path: [], help: "Let the scenario set up less." };
  if (error instanceof FactsContradiction) {
    return { message, path: [], help: "Correct the kfunc's spec, or its model." };
  }
  const help = "This is a bug of the emulator; report it.";
  return { message: `The emulator failed: ${message}`, path: [], help, bug: true };
}

/** With what the run would have shown of the program, had it been set up: kfuncs that are not for its type. */
function withRefusals(problem: SetupProblem, object: LinkedObject, name: string, facts: KernelFacts): SetupProblem {
  const program = object.programs.find((each) => each.name === name);
  if (!program || problem.gap || problem.bug) return problem;
  const refused = refusedKfuncs(program, facts);
  if (refused.length === 0) return problem;
  const verb = refused.length === 1 ? "is" : "are";
  const told = `${refused.join(", ")} ${verb} not for programs of type ${program.programType}`;
  return { ...problem, message: `${problem.message}; and ${told}` };
}

export interface EmulationOptions {
  /**
   * Makes the run a plain one, by this engine: its outcome has no steps. Without one the program runs an instruction at a time,
   * and the outcome has its timeline.
   */
  readonly engineFor?: ((program: Program) => Engine | undefined) | undefined;
  /** Makes the timeline tell of memory by what stands in it, and of the members of kernel objects. */
  readonly isWatched?: boolean;
}

/**
 * Runs one scenario of an example in the modelled kernel, the same way each time. What the author described wrongly comes
 * back as a problem; what the program does wrongly is a fault in the outcome. Never throws.
 */
export function emulate(
  object: LinkedObject,
  programName: string,
  scenario: Scenario,
  facts: KernelFacts,
  options: EmulationOptions = {},
): EmulationResult {
  try {
    refuseUnmodelled(scenario, findProgram(object, programName));
    return { outcome: new Run(object, programName, scenario, facts, options).outcome() };
  } catch (error) {
    return { problem: withRefusals(problemOf(error), object, programName, facts) };
  }
}
