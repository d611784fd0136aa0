import { labelOf } from "../kfuncs/call.ts";
import type { KfuncCheck } from "./check.ts";

/**
 * Since v7.0 every pointer argument is trusted; NULL passes only where the parameter's name ends in `__nullable`. A NULL that was
 * found by walking an object is none to the verifier: it is told as the pointer that it is.
 */
export const nullArgument: KfuncCheck = {
  name: "null-argument",
  description: "A pointer argument is not NULL, unless its parameter is named `__nullable`.",
  before(kernel, { prototype, args }) {
    for (const argument of args) {
      const { pointee, nullable, role } = argument.parameter;
      if (pointee === undefined || nullable || role === "ignored" || argument.value !== 0n) continue;
      kernel.fault("kfunc-argument", `${prototype.name} is called with NULL for ${labelOf(argument)}`);
    }
  },
};
