import { labelOf } from "../kfuncs/call.ts";
import type { KfuncCheck } from "./check.ts";

/** A parameter named `__map` takes a pointer to a map as a load of the map gives it (is_kfunc_arg_map, kernel/bpf/verifier.c, v7.3). */
export const mapArgument: KfuncCheck = {
  name: "map-argument",
  description: "A parameter named `__map` gets a pointer to a map.",
  before(kernel, { prototype, args }) {
    for (const argument of args) {
      if (argument.parameter.role !== "map") continue;
      const location = kernel.memory.locate(argument.value);
      if (location?.offset === 0 && kernel.mapAt(location.region)) continue;
      const what = location ? `a pointer to ${location.region.name}` : "a number that is no pointer";
      kernel.fault("kfunc-argument", `${prototype.name} takes a map as ${labelOf(argument)}, but gets ${what}`);
    }
  },
};
