import { labelOf } from "../kfuncs/call.ts";
import type { KfuncCheck } from "./check.ts";

/** An integer parameter takes a number; its low bits count where the C type is narrower than the register. */
export const scalarArgument: KfuncCheck = {
  name: "scalar-argument",
  description: "An integer argument is a number, not a pointer.",
  before(kernel, { prototype, args }) {
    for (const argument of args) {
      const { role, pointee } = argument.parameter;
      if ((role !== "scalar" && role !== "size") || pointee !== undefined) continue;
      const location = kernel.memory.locate(argument.value);
      if (!location || location.region.kind === "number") continue;
      const message = `${prototype.name} takes a number as ${labelOf(argument)}, but gets a pointer to ${location.region.name}`;
      kernel.fault("kfunc-argument", message);
    }
  },
};
