import type { KfuncCheck } from "./check.ts";

/** KF_SLEEPABLE: only sleepable programs may call it. Not modelled: locks and RCU sections inside which they may not. */
export const sleepable: KfuncCheck = {
  name: "sleepable",
  description: "A kfunc with KF_SLEEPABLE is called by sleepable programs only.",
  before(kernel, { facts, prototype }) {
    if (!facts.flags.includes("KF_SLEEPABLE") || kernel.program.flags.includes("BPF_F_SLEEPABLE")) return;
    kernel.fault("kfunc-not-allowed", `${prototype.name} may sleep, but the program is not sleepable`);
  },
};
