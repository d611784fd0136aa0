import type { KfuncCheck } from "./check.ts";

/** KF_SPINLOCK_SAFE: only such kfuncs are called while a lock is held (do_check_insn, kernel/bpf/verifier.c, v7.3). */
export const lockSafe: KfuncCheck = {
  name: "lock-safe",
  description: "While a spin lock is held, only kfuncs with KF_SPINLOCK_SAFE are called.",
  before(kernel, { facts, prototype }) {
    if (!facts.flags.includes("KF_SPINLOCK_SAFE")) kernel.locks.refuseHeld(`${prototype.name} is called`);
  },
};
