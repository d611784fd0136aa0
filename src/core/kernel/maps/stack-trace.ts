import { hasFlag, refuseFlags } from "./flags.ts";
import type { MapType } from "./map-type.ts";
import { invalid } from "./refusal.ts";
import { UnmodelledMap } from "./unmodelled.ts";

/** An address, or struct bpf_stack_build_id (include/uapi/linux/bpf.h, v7.3). */
const ADDRESS_BYTES = 8;
const BUILD_ID_BYTES = 32;
/** sysctl_perf_event_max_stack, as it is where nobody changed it. */
const DEEPEST = 127;

/** There is no kernel code here whose stack could be walked, so only whether the kernel makes such a map is known. */
export const stackTrace: MapType = {
  name: "BPF_MAP_TYPE_STACK_TRACE",
  notModelled: ["Stacks: bpf_get_stackid has no model."],
  /** stack_map_alloc (kernel/bpf/stackmap.c, v7.3). */
  check(definition) {
    const { maxEntries, keySize, valueSize } = definition;
    const refused = refuseFlags(definition, [
      "BPF_F_NUMA_NODE",
      "BPF_F_RDONLY",
      "BPF_F_WRONLY",
      "BPF_F_STACK_BUILD_ID",
    ]);
    if (refused) return refused;
    if (maxEntries === 0 || keySize !== 4) return invalid("it needs max_entries and a key of 4 bytes");
    const frame = hasFlag(definition, "BPF_F_STACK_BUILD_ID") ? BUILD_ID_BYTES : ADDRESS_BYTES;
    if (valueSize === 0 || valueSize % frame !== 0) return invalid(`its value is a stack of ${frame} bytes a frame`);
    return valueSize / frame > DEEPEST ? invalid(`its value has at most ${DEEPEST} frames`) : undefined;
  },
  create: (options) => new UnmodelledMap(options),
};
