import { negativeErrno } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import { Cgroup } from "../objects/cgroup.ts";
import { structType } from "../objects/struct-access.ts";
import type { KfuncModel } from "./model.ts";

const before = (kernel: Kernel, cgroup: Cgroup): Cgroup[] => [
  cgroup,
  ...kernel.cgroups.childrenOf(cgroup).flatMap((child) => before(kernel, child)),
];
const behind = (kernel: Kernel, cgroup: Cgroup): Cgroup[] => [
  ...kernel.cgroups.childrenOf(cgroup).flatMap((child) => behind(kernel, child)),
  cgroup,
];

/** What a walk from a cgroup visits, by its order: enum bpf_cgroup_iter_order. */
const walks: Readonly<Record<string, (kernel: Kernel, cgroup: Cgroup) => readonly Cgroup[]>> = {
  BPF_CGROUP_ITER_DESCENDANTS_PRE: before,
  BPF_CGROUP_ITER_DESCENDANTS_POST: behind,
  BPF_CGROUP_ITER_ANCESTORS_UP: (_kernel, cgroup) => cgroup.lineage,
  BPF_CGROUP_ITER_CHILDREN: (kernel, cgroup) => kernel.cgroups.childrenOf(cgroup),
};

/** kernel/bpf/cgroup_iter.c, v7.3. */
export const bpf_iter_css_new: KfuncModel<"bpf_iter_css_new"> = {
  name: "bpf_iter_css_new",
  notModelled: ["States of controllers: a cgroup has only its own, `self`.", "Cgroups that the scenario doesn't name."],
  call(kernel, { it, start, flags }) {
    const order = Object.keys(walks).find((name) => kernel.enumerator(name) === BigInt(flags));
    const walk = order === undefined ? undefined : walks[order];
    if (!walk) return negativeErrno("EINVAL");
    it.iterate(walk(kernel, start.object));
    return 0;
  },
};

/** kernel/bpf/cgroup_iter.c, v7.3. */
export const bpf_iter_css_next: KfuncModel<"bpf_iter_css_next"> = {
  name: "bpf_iter_css_next",
  notModelled: [],
  call({ btf, memory, sections }, { it }) {
    const cgroup = it.next();
    if (!(cgroup instanceof Cgroup)) return null;
    const type = structType(btf, "cgroup_subsys_state");
    const { offset } = cgroup.place("self");
    const view = memory.view(cgroup.region, { offset, size: cgroup.sizeOf("self"), type, fresh: true });
    return { region: sections.protect(view), object: cgroup };
  },
};

/** kernel/bpf/cgroup_iter.c, v7.3. */
export const bpf_iter_css_destroy: KfuncModel<"bpf_iter_css_destroy"> = {
  name: "bpf_iter_css_destroy",
  notModelled: [],
  call: () => undefined,
};
