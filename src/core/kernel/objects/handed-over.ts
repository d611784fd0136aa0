import type { Kernel } from "../kernel.ts";
import type { BtfObject } from "./btf-object.ts";

/** Whether the program is at one of some tracepoints, and it is this object that the tracepoint hands over first. */
export function isHandedOver(kernel: Kernel, tracepoints: readonly string[], object: BtfObject): boolean {
  const { traced, memory } = kernel;
  if (!traced || !tracepoints.includes(traced.name)) return false;
  const first = memory.locate(traced.args[0] ?? 0n);
  return first !== undefined && kernel.objectAt(first.region) === object;
}
