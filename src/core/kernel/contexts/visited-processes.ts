import type { Attachment } from "../../spec/trigger-spec.ts";
import type { Kernel } from "../kernel.ts";
import type { Task } from "../objects/tasks.ts";
import { RefusedInput } from "./context.ts";

/** The threads that an iterator visits: task_seq_get_next (kernel/bpf/task_iter.c, v7.3), by their pids, or those of one process. */
export function* visitedProcesses(kernel: Kernel, { process }: Attachment): Generator<Task> {
  const leader = process === undefined ? undefined : kernel.tasks.named(process);
  if (process !== undefined && !leader) {
    throw new RefusedInput(`The scenario has no process ${process}`, ["attach", "process"]);
  }
  for (const each of kernel.tasks.all) if (!leader || each.leader === leader) yield each;
}
