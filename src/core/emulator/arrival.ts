import type { Arrival } from "../kernel/contexts/context.ts";
import type { LinkedProgram } from "../object/linked-object.ts";
import type { Scenario } from "../spec/example-spec.ts";

/** The packet of a scenario whose trigger sends it to the device that an XDP program is attached to, and does nothing else. */
export function arrivalOf(
  { packet, attach, trigger = [] }: Scenario,
  { programType }: Pick<LinkedProgram, "programType">,
): Arrival | undefined {
  const [action, ...others] = trigger;
  const isSent = typeof action === "object" && "send" in action && others.length === 0;
  if (programType !== "BPF_PROG_TYPE_XDP" || !packet || attach?.device === undefined || !isSent) return undefined;
  return { device: attach.device, sentThrough: action.send, isDeviceBound: attach.device_bound ?? false };
}
