import type { Kernel } from "../kernel.ts";
import type { BtfObject } from "../objects/btf-object.ts";
import { isHandedOver } from "../objects/handed-over.ts";
import type { Reference } from "../references.ts";
import type { KfuncModel } from "./model.ts";

const NOT_GOING_AWAY = [
  "Objects that are going away, for which the kernel gives NULL, but for what the tracepoints of their end hand over.",
];

/**
 * Tracepoints that hand over what has lost its last reference: delayed_put_task_struct (kernel/exit.c) and css_release_work_fn
 * (kernel/cgroup/cgroup.c), v7.3.
 */
const ends: readonly string[] = ["sched_process_free", "cgroup_release"];

/** Gives a reference, or null where the count of references has been 0. */
function tryAcquire<Object extends BtfObject>(kernel: Kernel, object: Object): Reference<Object> | null {
  return isHandedOver(kernel, ends, object) ? null : kernel.references.acquire(object);
}

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_task_acquire: KfuncModel<"bpf_task_acquire"> = {
  name: "bpf_task_acquire",
  notModelled: NOT_GOING_AWAY,
  call: (kernel, { p }) => tryAcquire(kernel, p.object),
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
  notModelled: NOT_GOING_AWAY,
  call: (kernel, { cgrp }) => tryAcquire(kernel, cgrp.object),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_cgroup_release: KfuncModel<"bpf_cgroup_release"> = {
  name: "bpf_cgroup_release",
  notModelled: [],
  call: ({ references }, { cgrp }) => void references.release(cgrp),
};
