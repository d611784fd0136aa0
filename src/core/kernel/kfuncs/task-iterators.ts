import { negativeErrno } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import type { OpenIterator } from "../objects/iterators.ts";
import { Task } from "../objects/tasks.ts";
import type { ObjectPointer } from "./argument-types.ts";
import type { KfuncModel } from "./model.ts";

/** kernel/bpf/task_iter.c, v7.3. */
const TASK_ITER = { ALL_PROCS: 0, ALL_THREADS: 1, PROC_THREADS: 2 } as const;

/** The tasks that are to come; undefined for flags that the kernel refuses. */
function tasksToCome(
  { tasks: { started } }: Kernel,
  task: Task | undefined,
  flags: number,
): readonly Task[] | undefined {
  const isLeader = (each: Task) => each.leader === each;
  if (flags === TASK_ITER.ALL_PROCS) return started.filter(isLeader);
  if (flags === TASK_ITER.ALL_THREADS) {
    return started.filter(isLeader).flatMap((leader) => started.filter((each) => each.leader === leader));
  }
  if (flags !== TASK_ITER.PROC_THREADS || !task) return undefined;
  const threads = started.filter(({ leader }) => leader === task.leader);
  return threads.slice(threads.indexOf(task));
}

/** The next object of an iterator by a pointer that lives under RCU, or that is trusted. */
function nextTask({ sections }: Kernel, it: OpenIterator): ObjectPointer<"task_struct"> | null {
  const task = it.next();
  if (!(task instanceof Task)) return null;
  return { region: it.isUnderRcu ? sections.pointerTo(task) : task.trusted, object: task };
}

/** kernel/bpf/task_iter.c, v7.3. */
export const bpf_iter_task_new: KfuncModel<"bpf_iter_task_new"> = {
  name: "bpf_iter_task_new",
  notModelled: [
    "Tasks of the machine that the scenario doesn't name, such as the idle process and the kernel's threads.",
  ],
  call(kernel, { it, task__nullable, flags }) {
    const tasks = tasksToCome(kernel, task__nullable?.object, flags);
    if (!tasks) return negativeErrno("EINVAL");
    it.iterate(tasks);
    return 0;
  },
};

/** kernel/bpf/task_iter.c, v7.3. */
export const bpf_iter_task_next: KfuncModel<"bpf_iter_task_next"> = {
  name: "bpf_iter_task_next",
  notModelled: [],
  call: (kernel, { it }) => nextTask(kernel, it),
};

/** kernel/bpf/task_iter.c, v7.3. */
export const bpf_iter_task_destroy: KfuncModel<"bpf_iter_task_destroy"> = {
  name: "bpf_iter_task_destroy",
  notModelled: [],
  call: () => undefined,
};

/** include/linux/cgroup.h, v7.3. */
const CSS_TASK_ITER_PROCS = 1;
const cssTaskFlags: readonly number[] = [0, CSS_TASK_ITER_PROCS, 3];

/** kernel/bpf/task_iter.c, v7.3. */
export const bpf_iter_css_task_new: KfuncModel<"bpf_iter_css_task_new"> = {
  name: "bpf_iter_css_task_new",
  notModelled: [
    "Tasks of the machine that the scenario doesn't name.",
    "Threaded cgroups, whose tasks CSS_TASK_ITER_THREADED adds.",
  ],
  call({ tasks }, { it, css, flags }) {
    if (!cssTaskFlags.includes(flags)) return negativeErrno("EINVAL");
    const own = tasks.all.filter((task) => task.cgroupIn(css.object.hierarchy) === css.object);
    it.iterate(flags === 0 ? own : own.filter((task) => task.leader === task));
    return 0;
  },
};

/** kernel/bpf/task_iter.c, v7.3. */
export const bpf_iter_css_task_next: KfuncModel<"bpf_iter_css_task_next"> = {
  name: "bpf_iter_css_task_next",
  notModelled: [],
  call: (kernel, { it }) => nextTask(kernel, it),
};

/** kernel/bpf/task_iter.c, v7.3. */
export const bpf_iter_css_task_destroy: KfuncModel<"bpf_iter_css_task_destroy"> = {
  name: "bpf_iter_css_task_destroy",
  notModelled: [],
  call: () => undefined,
};
