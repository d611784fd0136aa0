import { CgroupStorageMap } from "../maps/cgroup-storage.ts";
import { cgroupArgument } from "./cgroup-argument.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { mapArgument } from "./map-argument.ts";

/** kernel/bpf/cgroup.c and kernel/trace/bpf_trace.c, v7.3. */
export const cgroupMaps: readonly HelperModel[] = [
  {
    name: "bpf_get_local_storage",
    notModelled: [],
    call(kernel, args) {
      const map = mapArgument(kernel, args(0));
      if (!(map instanceof CgroupStorageMap)) {
        const message = `bpf_get_local_storage can't take ${map.name}, a map of type ${map.typeName}`;
        return kernel.fault("helper-argument", message);
      }
      if (args(1) !== 0n) kernel.fault("helper-argument", "bpf_get_local_storage doesn't support non-zero flags");
      return kernel.memory.addressOf(map.current);
    },
  },
  {
    name: "bpf_current_task_under_cgroup",
    notModelled: ["Cgroups of version 1."],
    call(kernel, args) {
      const cgroup = cgroupArgument(kernel, {
        helper: "bpf_current_task_under_cgroup",
        array: args(0),
        label: "R1",
        index: args(1),
      });
      if (typeof cgroup === "string") return errnoResult(cgroup);
      return kernel.tasks.current.cgroup.isDescendantOf(cgroup) ? 1n : 0n;
    },
  },
];
