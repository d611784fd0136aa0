import type { Arrival } from "../kernel/contexts/context.ts";
import type { LinkedProgram } from "../object/linked-object.ts";
import type { Action, Scenario } from "../spec/example-spec.ts";

const isWait = (action: Action): boolean => typeof action === "object" && "sleep" in action;

/** The packet of a scenario whose trigger sends it to the device that an XDP program is attached to, and then at most waits. */
export function arrivalOf(
  { packet, attach, trigger = [] }: Scenario,
  { programType }: Pick<LinkedProgram, "programType">,
): Arrival | undefined {
  const [action, ...others] = trigger;
  const isSent = typeof action === "object" && "send" in action && others.every(isWait);
  if (programType !== "BPF_PROG_TYPE_XDP" || !packet || attach?.device === undefined || !isSent) return undefined;
  return { device: attach.device, sentThrough: action.send, isDeviceBound: attach.device_bound ?? false };
}
