import { toU32 } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import { CgroupArrayMap } from "../maps/cgroup-array.ts";
import type { Cgroup } from "../objects/cgroup.ts";
import { mapArgument } from "./map-argument.ts";

/** An array of cgroups and the number of one in it, as a helper takes them. */
export interface CgroupArgument {
  readonly helper: string;
  readonly array: bigint;
  readonly label: string;
  readonly index: bigint;
}

/** The cgroup at a place of an array, or why there is none (net/core/filter.c and kernel/bpf/cgroup.c, v7.3). */
export function cgroupArgument(
  kernel: Kernel,
  { helper, array, label, index }: CgroupArgument,
): Cgroup | "E2BIG" | "EAGAIN" {
  const map = mapArgument(kernel, array, label);
  if (!(map instanceof CgroupArrayMap)) {
    return kernel.fault("helper-argument", `${helper} can't take ${map.name}, a map of type ${map.typeName}`);
  }
  const at = Number(toU32(index));
  if (at >= map.definition.maxEntries) return "E2BIG";
  return map.cgroups.get(at) ?? "EAGAIN";
}
