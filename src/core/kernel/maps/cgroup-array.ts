import type { Cgroup } from "../objects/cgroup.ts";
import { checkDescriptors } from "./descriptor-array.ts";
import { KernelMap } from "./map.ts";
import type { MapType } from "./map-type.ts";

/** kernel/bpf/arraymap.c, v7.3: cgroups that user space puts in. */
export class CgroupArrayMap extends KernelMap {
  readonly cgroups = new Map<number, Cgroup>();
}

export const cgroupArray: MapType = {
  name: "BPF_MAP_TYPE_CGROUP_ARRAY",
  notModelled: ["Cgroups that are put in while the program runs."],
  check: (definition) => checkDescriptors(definition),
  create: (options) => new CgroupArrayMap(options),
};
