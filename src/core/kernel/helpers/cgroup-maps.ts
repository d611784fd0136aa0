import { toU32 } from "../../bytes/integers.ts";
import { CgroupArrayMap } from "../maps/cgroup-array.ts";
import { CgroupStorageMap } from "../maps/cgroup-storage.ts";
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
      const map = mapArgument(kernel, args(0));
      if (!(map instanceof CgroupArrayMap)) {
        const message = `bpf_current_task_under_cgroup can't take ${map.name}, a map of type ${map.typeName}`;
        return kernel.fault("helper-argument", message);
      }
      const index = Number(toU32(args(1)));
      if (index >= map.definition.maxEntries) return errnoResult("E2BIG");
      const cgroup = map.cgroups.get(index);
      if (!cgroup) return errnoResult("EAGAIN");
      return kernel.tasks.current.cgroup.isDescendantOf(cgroup) ? 1n : 0n;
    },
  },
];
