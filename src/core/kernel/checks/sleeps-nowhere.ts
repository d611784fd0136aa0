import type { KfuncCheck } from "./check.ts";

/** KF_SLEEPABLE: not in a section in which a sleepable program may not sleep (check_kfunc_call, kernel/bpf/verifier.c, v7.3). */
export const sleepsNowhere: KfuncCheck = {
  name: "sleeps-nowhere",
  description:
    "A kfunc with KF_SLEEPABLE is not called in an RCU section, under a lock, or with preemption or interrupts off.",
  before(kernel, { facts, prototype }) {
    const where = facts.flags.includes("KF_SLEEPABLE") && kernel.sections.whyNoSleep;
    if (where) kernel.fault("sleep", `${prototype.name} may sleep, but is called in ${where}`);
  },
};
