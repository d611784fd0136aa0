import type { MapDefinition } from "../../object/map-definition.ts";
import { ringSize } from "./ring-buffer.ts";

const rings: ReadonlySet<string> = new Set(["BPF_MAP_TYPE_RINGBUF", "BPF_MAP_TYPE_USER_RINGBUF"]);

/** Types that libbpf creates without the types of key and value, so that values have no special fields. */
const withoutTypes: ReadonlySet<string> = new Set([
  "BPF_MAP_TYPE_PERF_EVENT_ARRAY",
  "BPF_MAP_TYPE_CGROUP_ARRAY",
  "BPF_MAP_TYPE_STACK_TRACE",
  "BPF_MAP_TYPE_ARRAY_OF_MAPS",
  "BPF_MAP_TYPE_HASH_OF_MAPS",
  "BPF_MAP_TYPE_DEVMAP",
  "BPF_MAP_TYPE_DEVMAP_HASH",
  "BPF_MAP_TYPE_CPUMAP",
  "BPF_MAP_TYPE_XSKMAP",
  "BPF_MAP_TYPE_SOCKMAP",
  "BPF_MAP_TYPE_SOCKHASH",
  "BPF_MAP_TYPE_QUEUE",
  "BPF_MAP_TYPE_STACK",
  "BPF_MAP_TYPE_ARENA",
]);

/** What libbpf asks the kernel for (map_set_def_max_entries and bpf_object__create_map, tools/lib/bpf/libbpf.c, v7.3). */
export function libbpfDefinition(typeName: string, definition: MapDefinition, cpus: number): MapDefinition {
  const { maxEntries, inner: _, keyType: _key, valueType: _value, ...untyped } = definition;
  if (rings.has(typeName)) return { ...definition, maxEntries: ringSize(maxEntries) };
  if (!withoutTypes.has(typeName)) return definition;
  const isFilledIn = typeName === "BPF_MAP_TYPE_PERF_EVENT_ARRAY" && maxEntries === 0;
  return {
    ...untyped,
    maxEntries: isFilledIn ? cpus : maxEntries,
    ...(definition.inner && { inner: definition.inner }),
  };
}
