import type { LinkedProgram } from "../object/linked-object.ts";
import type { Scenario } from "../spec/example-spec.ts";
import { modelledActions } from "./actions.ts";
import { arrivalOf } from "./arrival.ts";
import { isModelledType } from "./find-context.ts";
import { GapSignal } from "./setup-problem.ts";

/** Keys of a scenario that the emulator has no model of. */
const unmodelledKeys = ["attach", "trigger"] as const satisfies readonly (keyof Scenario)[];

/** In Linux the trigger brings the event; where the scenario says what the program is handed, it can run on that. */
const isAnyEvent = ({ context }: Scenario): boolean => context !== undefined;

/** An iterator goes over what `attach` says. */
const isIterator = (attachType: string | undefined): boolean => attachType === "BPF_TRACE_ITER";

/** Throws where a run would pass over a part of its scenario. */
export function refuseUnmodelled(scenario: Scenario, program: LinkedProgram): void {
  const { attachType } = program;
  const isDone = (key: (typeof unmodelledKeys)[number]) =>
    key === "attach"
      ? isIterator(attachType)
      : scenario.trigger !== undefined && modelledActions(scenario.trigger, isIterator(attachType)) !== undefined;
  const isEvent = isAnyEvent(scenario) || arrivalOf(scenario, program) !== undefined;
  const key = isEvent ? undefined : unmodelledKeys.find((each) => scenario[each] !== undefined && !isDone(each));
  if (!key) return;
  const canTakeContext = !isIterator(attachType) && isModelledType(program);
  const help = canTakeContext ? ": it runs the program on `context`, which the scenario does not have" : "";
  throw new GapSignal(`The emulator does not model \`${key}\`${help}`, [key]);
}
