import type { KfuncCheck } from "./check.ts";

/** The kfunc is registered for the program's type (btf_kfunc_id_set_contains, kernel/bpf/btf.c, v7.3). */
export const programType: KfuncCheck = {
  name: "program-type",
  description: "A program may only call the kfuncs that are registered for its type.",
  before(kernel, { facts, prototype }) {
    const { programType: type } = kernel.program;
    if (facts.programTypes.some((each) => each === type)) return;
    kernel.fault("kfunc-not-allowed", `${prototype.name} is not registered for ${type}`);
  },
};
