import { toU32 } from "../../bytes/integers.ts";
import type { HelperModel } from "./helper.ts";

const NOT_MODELLED = ["Which process runs while the program does: it is that of the trigger."];

/** The cgroup of the process that runs (kernel/bpf/helpers.c, v7.3). */
export const currentCgroup: readonly HelperModel[] = [
  {
    name: "bpf_get_current_cgroup_id",
    notModelled: NOT_MODELLED,
    call: ({ tasks }) => BigInt(tasks.current.cgroup.id),
  },
  {
    name: "bpf_get_current_ancestor_cgroup_id",
    notModelled: NOT_MODELLED,
    call: ({ tasks }, args) => BigInt(tasks.current.cgroup.ancestor(Number(toU32(args(0))))?.id ?? 0),
  },
];
