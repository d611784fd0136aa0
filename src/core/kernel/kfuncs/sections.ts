import { negativeErrno } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import type { KfuncModel } from "./model.ts";

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_rcu_read_lock: KfuncModel<"bpf_rcu_read_lock"> = {
  name: "bpf_rcu_read_lock",
  notModelled: [],
  call: ({ sections }) => void sections.enter("rcu"),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_rcu_read_unlock: KfuncModel<"bpf_rcu_read_unlock"> = {
  name: "bpf_rcu_read_unlock",
  notModelled: [],
  call: ({ sections }) => void sections.leave("rcu"),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_preempt_disable: KfuncModel<"bpf_preempt_disable"> = {
  name: "bpf_preempt_disable",
  notModelled: [],
  call: ({ sections }) => void sections.enter("preempt"),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_preempt_enable: KfuncModel<"bpf_preempt_enable"> = {
  name: "bpf_preempt_enable",
  notModelled: [],
  call: ({ sections }) => void sections.leave("preempt"),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_local_irq_save: KfuncModel<"bpf_local_irq_save"> = {
  name: "bpf_local_irq_save",
  notModelled: [],
  call: ({ irqFlags }, { flags__irq_flag }) => void irqFlags.save(flags__irq_flag, "native"),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_local_irq_restore: KfuncModel<"bpf_local_irq_restore"> = {
  name: "bpf_local_irq_restore",
  notModelled: [],
  call({ irqFlags, sections }, { flags__irq_flag }) {
    irqFlags.restore(flags__irq_flag, "native");
    sections.left();
  },
};

const ONE_PROCESSOR = [
  "Other processors: a lock that the program does not hold itself is free, so -ETIMEDOUT and deadlocks of two processors never come.",
  "More than 31 locks at a time, of which the kernel keeps no account.",
];

/** bpf_prog_report_rqspinlock_violation (kernel/bpf/rqspinlock.c, v7.3) */
function refuseDeadlock({ locks, streams }: Kernel, kfunc: string): number {
  const held = locks.held.map((_, index) => `Held lock[${String(index).padStart(2)}] = 0x…`);
  const lines = [
    `ERROR: AA or ABBA deadlock detected for ${kfunc}`,
    "Attempted lock   = 0x…",
    `Total held locks = ${held.length}`,
    ...held,
  ];
  streams.report(lines, streams.stack);
  return negativeErrno("EDEADLK");
}

/** kernel/bpf/rqspinlock.c, v7.3: 0, or -EDEADLK where the program holds the lock by another pointer. */
export const bpf_res_spin_lock: KfuncModel<"bpf_res_spin_lock"> = {
  name: "bpf_res_spin_lock",
  notModelled: ONE_PROCESSOR,
  call: (kernel, { lock }) => (kernel.locks.take("res-spin", lock) ? 0 : refuseDeadlock(kernel, "bpf_res_spin_lock")),
};

/** kernel/bpf/rqspinlock.c, v7.3. */
export const bpf_res_spin_unlock: KfuncModel<"bpf_res_spin_unlock"> = {
  name: "bpf_res_spin_unlock",
  notModelled: [],
  call: ({ locks }, { lock }) => void locks.giveBack("res-spin", lock),
};

/** kernel/bpf/rqspinlock.c, v7.3: where the lock can't be had, interrupts are as before. */
export const bpf_res_spin_lock_irqsave: KfuncModel<"bpf_res_spin_lock_irqsave"> = {
  name: "bpf_res_spin_lock_irqsave",
  notModelled: ONE_PROCESSOR,
  call(kernel, { lock, flags__irq_flag }) {
    if (!kernel.locks.take("res-spin-irq", lock)) return refuseDeadlock(kernel, "bpf_res_spin_lock_irqsave");
    kernel.irqFlags.save(flags__irq_flag, "lock");
    return 0;
  },
};

/** kernel/bpf/rqspinlock.c, v7.3. */
export const bpf_res_spin_unlock_irqrestore: KfuncModel<"bpf_res_spin_unlock_irqrestore"> = {
  name: "bpf_res_spin_unlock_irqrestore",
  notModelled: [],
  call({ locks, irqFlags, sections }, { lock, flags__irq_flag }) {
    locks.giveBack("res-spin-irq", lock);
    irqFlags.restore(flags__irq_flag, "lock");
    sections.left();
  },
};
