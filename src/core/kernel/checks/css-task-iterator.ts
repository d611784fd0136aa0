import type { KfuncCheck } from "./check.ts";

/** The iterator takes a lock that others may hold at other hooks (check_css_task_iter_allowlist, kernel/bpf/verifier.c, v7.3). */
export const cssTaskIterator: KfuncCheck = {
  name: "css-task-iterator",
  description:
    "The iterator over the tasks of a cgroup, bpf_iter_css_task_new(), is for LSM programs, iterators and sleepable programs.",
  before(kernel, { prototype }) {
    const { programType, attachType } = kernel.program;
    const mayCall =
      prototype.name !== "bpf_iter_css_task_new" ||
      programType === "BPF_PROG_TYPE_LSM" ||
      (programType === "BPF_PROG_TYPE_TRACING" && attachType === "BPF_TRACE_ITER") ||
      kernel.sections.isSleepableProgram;
    if (!mayCall)
      kernel.fault("kfunc-not-allowed", `${prototype.name} is for LSM, iterators and sleepable programs only`);
  },
};
