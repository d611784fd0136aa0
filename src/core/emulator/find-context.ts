import type { ContextModel } from "../kernel/contexts/context.ts";
import { contexts } from "../kernel/contexts/contexts.ts";
import { whyUnmodelled } from "../kernel/contexts/unmodelled.ts";
import type { LinkedProgram } from "../object/linked-object.ts";
import { GapSignal } from "./setup-problem.ts";

const serves = ({ programType, attachTypes }: ContextModel, program: LinkedProgram): boolean =>
  programType === program.programType && (attachTypes?.includes(program.attachType ?? "") ?? true);

/** Whether the emulator has a model of what programs of this type run on. */
export const isModelledType = (program: LinkedProgram): boolean => contexts.some((each) => serves(each, program));

/** The model of what a program runs on. Programs of other types are left to other engines. */
export function findContext(program: LinkedProgram): ContextModel {
  const context = contexts.find((each) => serves(each, program));
  if (context) return context;
  const { programType, attachType } = program;
  const reason = whyUnmodelled(programType, attachType);
  const named = (type: string, attach: string | undefined) => (attach ? `${type} (${attach})` : type);
  const modelled = contexts.map((each) => named(each.programType, each.attachTypes?.join(", "))).join(", ");
  const message = `The emulator does not model programs of type ${named(programType, attachType)}${reason ? `: ${reason}` : ""}`;
  throw new GapSignal(message, [], `It models: ${modelled}.`);
}
