import type { KfuncCheck } from "./check.ts";

/** KF_RCU_PROTECTED: what it gives lives under RCU, so the program has to be in a section (check_kfunc_call, v7.3). */
export const rcuProtected: KfuncCheck = {
  name: "rcu-protected",
  description:
    "A kfunc with KF_RCU_PROTECTED is called in an RCU read-side section, which non-sleepable programs always are in.",
  before(kernel, { facts, prototype }) {
    if (!facts.flags.includes("KF_RCU_PROTECTED") || kernel.sections.inRcu) return;
    kernel.fault("rcu-required", `${prototype.name} is called outside of an RCU read-side section`);
  },
};
