import { labelOf } from "../kfuncs/call.ts";
import type { KfuncCheck } from "./check.ts";

/**
 * A bpf_res_spin_lock stands in a map's value or a global variable (process_spin_lock, kernel/bpf/verifier.c, v7.3). Not modelled:
 * whether one stands at the very place in a global variable.
 */
export const lockArgument: KfuncCheck = {
  name: "lock-argument",
  description: "A lock is one in the value of a map, in a global variable, or in an object that the program allocated.",
  before(kernel, { prototype, args }) {
    for (const argument of args) {
      if (argument.parameter.role !== "res-spin-lock") continue;
      const region = kernel.memory.locate(argument.value)?.region;
      if (region?.kind === "map-value" || region?.kind === "global") continue;
      const message = `${prototype.name} takes a lock as ${labelOf(argument)}, but gets ${region?.name ?? "a number"}`;
      kernel.fault("kfunc-argument", message);
    }
  },
};
