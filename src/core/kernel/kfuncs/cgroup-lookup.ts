import type { KfuncModel } from "./model.ts";

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_cgroup_ancestor: KfuncModel<"bpf_cgroup_ancestor"> = {
  name: "bpf_cgroup_ancestor",
  notModelled: [],
  call({ references }, { cgrp, level }) {
    const ancestor = cgrp.object.ancestor(level);
    return ancestor ? references.acquire(ancestor) : null;
  },
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_cgroup_from_id: KfuncModel<"bpf_cgroup_from_id"> = {
  name: "bpf_cgroup_from_id",
  notModelled: ["Cgroups that the scenario doesn't name."],
  call({ references, cgroups }, { cgid }) {
    const cgroup = cgroups.all.find(({ id }) => BigInt(id) === cgid);
    return cgroup ? references.acquire(cgroup) : null;
  },
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_task_under_cgroup: KfuncModel<"bpf_task_under_cgroup"> = {
  name: "bpf_task_under_cgroup",
  notModelled: [],
  call: (_kernel, { task, ancestor }) => (task.object.cgroup.isDescendantOf(ancestor.object) ? 1n : 0n),
};

/** kernel/bpf/helpers.c and task_get_cgroup1 (kernel/cgroup/cgroup-v1.c), v7.3: every task is in one cgroup of each hierarchy. */
export const bpf_task_get_cgroup1: KfuncModel<"bpf_task_get_cgroup1"> = {
  name: "bpf_task_get_cgroup1",
  notModelled: ["Hierarchies with controllers, and those that the scenario doesn't name."],
  call({ references, cgroups }, { task, hierarchy_id }) {
    const hierarchy = cgroups.hierarchies.find(({ id }) => id === hierarchy_id);
    return hierarchy ? references.acquire(task.object.cgroupIn(hierarchy)) : null;
  },
};
