import { labelOf } from "../kfuncs/call.ts";
import type { KfuncCheck } from "./check.ts";

/**
 * Since v7.0 every pointer argument is trusted; NULL passes only where the parameter's name ends in `__nullable`, and so does what
 * may be NULL and was not compared with it. A NULL that was found by walking an object is none to the verifier: it is told as the pointer that it is.
 */
export const nullArgument: KfuncCheck = {
  name: "null-argument",
  description: "A pointer argument is not NULL, unless its parameter is named `__nullable`.",
  before(kernel, { prototype, args }) {
    for (const argument of args) {
      const { pointee, nullable, role } = argument.parameter;
      if (pointee === undefined || role === "ignored" || nullable) continue;
      const what = `${prototype.name} is called with`;
      if (argument.value === 0n) kernel.fault("kfunc-argument", `${what} NULL for ${labelOf(argument)}`);
      const region = kernel.memory.regionAt(argument.value);
      if (!region?.mayBeNull) continue;
      const message = `${what} ${region.name}, which may be NULL and was not compared with it, for ${labelOf(argument)}`;
      kernel.fault("kfunc-argument", message);
    }
  },
};
