import type { KfuncModel } from "./model.ts";

const NEVER_GONE = ["Objects that are going away while the program runs, for which the kernel gives NULL."];

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_task_acquire: KfuncModel<"bpf_task_acquire"> = {
  name: "bpf_task_acquire",
  notModelled: NEVER_GONE,
  call: ({ references }, { p }) => references.acquire(p.object),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_task_release: KfuncModel<"bpf_task_release"> = {
  name: "bpf_task_release",
  notModelled: [],
  call: ({ references }, { p }) => void references.release(p),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_cgroup_acquire: KfuncModel<"bpf_cgroup_acquire"> = {
  name: "bpf_cgroup_acquire",
  notModelled: NEVER_GONE,
  call: ({ references }, { cgrp }) => references.acquire(cgrp.object),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_cgroup_release: KfuncModel<"bpf_cgroup_release"> = {
  name: "bpf_cgroup_release",
  notModelled: [],
  call: ({ references }, { cgrp }) => void references.release(cgrp),
};
