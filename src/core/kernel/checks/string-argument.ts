import type { Kernel } from "../kernel.ts";
import { type Argument, labelOf } from "../kfuncs/call.ts";
import type { KfuncCheck } from "./check.ts";

/** Why a pointer can't be passed for a constant string; undefined where it can. */
function objection(kernel: Kernel, { value }: Argument): string | undefined {
  const location = kernel.memory.locate(value);
  const region = location?.region;
  if (!region || (region.kind !== "global" && region.kind !== "map-value")) return `gets ${region?.name ?? "a number"}`;
  if (region.writable) return `${region.name} can be written`;
  const text = region.bytes.subarray(Math.max(0, location.offset));
  return text.includes(0) ? undefined : `no NUL follows in ${region.name}`;
}

/** A parameter named `__str` takes a string that stands in read-only memory (check_arg_const_str, kernel/bpf/verifier.c, v7.3). */
export const stringArgument: KfuncCheck = {
  name: "string-argument",
  description: "A constant string stands in read-only memory, such as .rodata, and ends with a NUL.",
  before(kernel, { prototype, args }) {
    for (const argument of args) {
      const why = argument.parameter.role === "string" ? objection(kernel, argument) : undefined;
      if (why === undefined) continue;
      kernel.fault("kfunc-argument", `${prototype.name} takes a constant string as ${labelOf(argument)}, but ${why}`);
    }
  },
};
