import { negativeErrno } from "../../uapi/errno.ts";
import { checkSameMap, fieldArgument, initialisedField, laterCallback } from "../async/later-argument.ts";
import type { Kernel } from "../kernel.ts";
import type { Task } from "../objects/tasks.ts";
import type { KfuncModel } from "./model.ts";

const LATER = ["Work runs when the program has ended and something waits, in the order in which it was started."];

const queueArgument = (kernel: Kernel, address: bigint) => fieldArgument(kernel, "bpf_wq", { address, label: "R1" });

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_wq_init: KfuncModel<"bpf_wq_init"> = {
  name: "bpf_wq_init",
  notModelled: ["Maps that no process and no file holds any more (-EPERM).", "Memory pressure (-ENOMEM)."],
  call(kernel, { wq, p__const_map, flags }) {
    const place = queueArgument(kernel, wq);
    checkSameMap(kernel, place, { address: p__const_map, label: "R2" });
    if (flags !== 0) return negativeErrno("EINVAL");
    if (initialisedField(kernel, place)) return negativeErrno("EBUSY");
    kernel.async.initialise(place.map, place.value, "bpf_wq");
    return 0;
  },
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_wq_set_callback: KfuncModel<"bpf_wq_set_callback"> = {
  name: "bpf_wq_set_callback",
  notModelled: [],
  call(kernel, { wq, callback_fn, flags }) {
    const field = initialisedField(kernel, queueArgument(kernel, wq));
    const slot = laterCallback(kernel, { address: callback_fn, label: "R2" });
    if (flags !== 0 || !field) return negativeErrno("EINVAL");
    field.callback = slot;
    return 0;
  },
};

/** kernel/bpf/helpers.c, v7.3: what is queued already stays where it is (schedule_work). */
export const bpf_wq_start: KfuncModel<"bpf_wq_start"> = {
  name: "bpf_wq_start",
  notModelled: LATER,
  call(kernel, { wq, flags }) {
    const field = initialisedField(kernel, queueArgument(kernel, wq));
    if (flags !== 0 || field?.callback === undefined) return negativeErrno("EINVAL");
    if (!kernel.async.isPending(field)) kernel.async.start(field, kernel.clock.now);
    return 0;
  },
};

/**
 * kernel/bpf/helpers.c, v7.3. The callback stays set: the timer can be started anew. With interrupts off the kernel does it
 * when they are on again, which is before the timer could run out.
 */
export const bpf_timer_cancel_async: KfuncModel<"bpf_timer_cancel_async"> = {
  name: "bpf_timer_cancel_async",
  notModelled: ["Programs that run in an interrupt, for which the kernel cancels later (-ECANCELED), too."],
  call(kernel, { timer }) {
    const field = initialisedField(kernel, fieldArgument(kernel, "bpf_timer", { address: timer, label: "R1" }));
    if (!field) return negativeErrno("EINVAL");
    if (kernel.irqFlags.last) {
      kernel.async.cancel(field);
      return negativeErrno("ECANCELED");
    }
    if (kernel.async.running === field) return -1;
    return kernel.async.cancel(field) ? 1 : 0;
  },
};

interface Scheduled {
  readonly task: { readonly object: unknown };
  readonly tw: bigint;
  readonly map__const_map: bigint;
  readonly callback: bigint;
}

/** bpf_task_work_schedule. A process that waits in the kernel is woken by a signal only. */
function schedule(
  kernel: Kernel,
  { task, tw, map__const_map, callback }: Scheduled,
  mode: "signal" | "resume",
): number {
  const place = fieldArgument(kernel, "bpf_task_work", { address: tw, label: "R2" });
  checkSameMap(kernel, place, { address: map__const_map, label: "R3" });
  const slot = laterCallback(kernel, { address: callback, label: "R4" });
  const { async, clock, tasks } = kernel;
  const known = initialisedField(kernel, place);
  const field = known ?? async.initialise(place.map, place.value, "bpf_task_work");
  if (async.isPending(field) || async.running === field || field.callback !== undefined) return negativeErrno("EBUSY");
  const isWoken = mode === "signal" || (task.object as Task) === tasks.current;
  field.callback = slot;
  if (isWoken) async.start(field, clock.now);
  return 0;
}

const taskWork = ["The process that the callback runs as: to the helpers it is that of the trigger."];

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_task_work_schedule_signal: KfuncModel<"bpf_task_work_schedule_signal"> = {
  name: "bpf_task_work_schedule_signal",
  notModelled: [...LATER, ...taskWork],
  call: (kernel, args) => schedule(kernel, args, "signal"),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_task_work_schedule_resume: KfuncModel<"bpf_task_work_schedule_resume"> = {
  name: "bpf_task_work_schedule_resume",
  notModelled: [...LATER, ...taskWork],
  call: (kernel, args) => schedule(kernel, args, "resume"),
};
