import type { MapDefinition } from "../../object/map-definition.ts";
import type { Region } from "../../vm/memory.ts";
import { accessFlags, refuseFlags } from "./flags.ts";
import { KernelMap, type MapOptions } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { PerCpuValue } from "./per-cpu-value.ts";
import { invalid, LARGEST_PER_CPU_VALUE, type MapRefusal, tooBig } from "./refusal.ts";

/** struct bpf_cgroup_storage_key, or the id of a cgroup alone (include/uapi/linux/bpf.h, v7.3). */
const keySizes: readonly number[] = [16, 8];
/** BPF_LOCAL_STORAGE_MAX_VALUE_SIZE. */
const LARGEST_VALUE = 0xffff - 128;

/** kernel/bpf/local_storage.c, v7.3: a program has one value, which is there from the start. A test run gives it zeros. */
export class CgroupStorageMap extends KernelMap {
  readonly #value: PerCpuValue;

  constructor(options: MapOptions, isPerCpu: boolean) {
    super(options);
    const shared = isPerCpu ? undefined : this.newValue(this.name);
    this.#value = new PerCpuValue(this.kernel, (cpu) => shared ?? this.newValue(`${this.name} on CPU ${cpu}`));
  }

  get current(): Region {
    return this.#value.current;
  }
}

/** cgroup_storage_map_alloc. */
function check(definition: MapDefinition, largest: number): MapRefusal | undefined {
  const { maxEntries, keySize, valueSize } = definition;
  if (!keySizes.includes(keySize)) return invalid(`its key must have ${keySizes.join(" or ")} bytes`);
  if (valueSize === 0) return invalid("it needs a value");
  if (valueSize > largest) return tooBig(`its value has at most ${largest} bytes`);
  const refused = refuseFlags(definition, ["BPF_F_NUMA_NODE", ...accessFlags]);
  if (refused) return refused;
  return maxEntries === 0 ? undefined : invalid("it has no max_entries");
}

const notModelled = ["Values of other cgroups, and what user space reads and writes."];

export const cgroupStorage: MapType = {
  name: "BPF_MAP_TYPE_CGROUP_STORAGE",
  notModelled,
  check: (definition) => check(definition, LARGEST_VALUE),
  create: (options) => new CgroupStorageMap(options, false),
};

export const perCpuCgroupStorage: MapType = {
  name: "BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE",
  notModelled,
  check: (definition) => check(definition, LARGEST_PER_CPU_VALUE),
  create: (options) => new CgroupStorageMap(options, true),
};
