import type { KfuncCheck } from "./check.ts";

/** KF_SLEEPABLE: only sleepable programs may call it. */
export const sleepable: KfuncCheck = {
  name: "sleepable",
  description: "A kfunc with KF_SLEEPABLE is called by sleepable programs only.",
  before(kernel, { facts, prototype }) {
    if (!facts.flags.includes("KF_SLEEPABLE") || kernel.sections.isSleepableProgram) return;
    kernel.fault("kfunc-not-allowed", `${prototype.name} may sleep, but the program is not sleepable`);
  },
};
