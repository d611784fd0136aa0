import type { MapDefinition } from "../../object/map-definition.ts";

/** BPF_MAP_TYPE_PERF_EVENT_ARRAY and BPF_MAP_TYPE_RINGBUF in enum bpf_map_type (include/uapi/linux/bpf.h, v7.3). */
const recordTypes: readonly number[] = [4, 27];

/** Whether a map is a queue of records to user space, which have numbers and no keys. */
export const holdsRecords = ({ type }: Pick<MapDefinition, "type">): boolean => recordTypes.includes(type);
