import { negativeErrno } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import { isHandedOver } from "../objects/handed-over.ts";
import { LAST_SIGNAL, PF_KTHREAD, type Task } from "../objects/tasks.ts";
import type { KfuncModel } from "./model.ts";

const NOT_NAMED = "Processes of the machine that the scenario doesn't name, but for those with the pids 1 and 2.";

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_task_from_pid: KfuncModel<"bpf_task_from_pid"> = {
  name: "bpf_task_from_pid",
  notModelled: [NOT_NAMED],
  call({ references, tasks }, { pid }) {
    const task = tasks.withPid(pid);
    return task ? references.acquire(task) : null;
  },
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_task_from_vpid: KfuncModel<"bpf_task_from_vpid"> = {
  name: "bpf_task_from_vpid",
  notModelled: [NOT_NAMED, "Namespaces of pids: the process that runs the program is in the machine's first one."],
  call({ references, tasks }, { vpid }) {
    const task = tasks.withPid(vpid);
    return task ? references.acquire(task) : null;
  },
};

/** enum pid_type (include/linux/pid_types.h, v7.3). */
const PIDTYPE_TGID = 1;

/** Tracepoints that hand over a task with PF_EXITING (do_exit and delayed_put_task_struct, kernel/exit.c, v7.3). */
const atExit: readonly string[] = ["sched_process_exit", "sched_process_free"];

/** In a kernel thread nothing can be sent on x86: nmi_uaccess_okay (arch/x86/mm/tlb.c, v7.3). */
const mayBeSignalled = (kernel: Kernel, task: Task): boolean =>
  !kernel.async.isInKernelThread &&
  task.leader.pid !== 1 &&
  (task.number("flags") & PF_KTHREAD) === 0 &&
  !isHandedOver(kernel, atExit, task);

/** kernel/trace/bpf_trace.c, v7.3: bpf_send_signal_common looks at the task before it looks at the signal. */
export const bpf_send_signal_task: KfuncModel<"bpf_send_signal_task"> = {
  name: "bpf_send_signal_task",
  notModelled: [
    "What the signal does to the process.",
    "Timers and interrupts that can't be masked, where the page tables may not be those of the current task (EPERM).",
    "Limits on queued signals (EAGAIN).",
  ],
  call(kernel, { task, sig, type }) {
    if (type > PIDTYPE_TGID) return negativeErrno("EINVAL");
    if (!mayBeSignalled(kernel, task.object)) return negativeErrno("EPERM");
    if (sig < 0 || sig > LAST_SIGNAL) return negativeErrno("EINVAL");
    return kernel.tasks.leaveSignal() ? 0 : negativeErrno("EBUSY");
  },
};
