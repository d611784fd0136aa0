import { functionSlot } from "../../vm/function-address.ts";
import { labelOf } from "../kfuncs/call.ts";
import type { KfuncCheck } from "./check.ts";

/** KF_ARG_PTR_TO_CALLBACK (check_kfunc_args, kernel/bpf/verifier.c, v7.3). */
export const callbackArgument: KfuncCheck = {
  name: "callback-argument",
  description: "A callback is a function of the program.",
  before(kernel, { prototype, args }) {
    for (const argument of args) {
      if (argument.parameter.role !== "callback" || functionSlot(argument.value) !== undefined) continue;
      const what = kernel.memory.locate(argument.value)?.region.name ?? "a number";
      kernel.fault("kfunc-argument", `${prototype.name} takes a function as ${labelOf(argument)}, but gets ${what}`);
    }
  },
};
