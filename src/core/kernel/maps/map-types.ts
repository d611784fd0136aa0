import { arena } from "./arena.ts";
import { array } from "./array.ts";
import { bloomFilter } from "./bloom-filter.ts";
import { cgroupArray } from "./cgroup-array.ts";
import { cgroupStorage, perCpuCgroupStorage } from "./cgroup-storage.ts";
import { cpuMap } from "./cpu-map.ts";
import { devMap, devMapHash } from "./dev-map.ts";
import { hash } from "./hash.ts";
import { insnArray } from "./insn-array.ts";
import { cgrpStorage, inodeStorage, skStorage, taskStorage } from "./local-storage.ts";
import { lpmTrie } from "./lpm-trie.ts";
import { lruHash, lruPerCpuHash } from "./lru-hash.ts";
import type { MapType } from "./map-type.ts";
import { arrayOfMaps, hashOfMaps } from "./maps-of-maps.ts";
import { perCpuArray } from "./per-cpu-array.ts";
import { perCpuHash } from "./per-cpu-hash.ts";
import { perfEventArray } from "./perf-event-array.ts";
import { progArray } from "./prog-array.ts";
import { queue, stack } from "./queue-stack.ts";
import { resizableHash } from "./resizable-hash.ts";
import { reuseportArray } from "./reuseport-array.ts";
import { ringBuffer } from "./ring-buffer.ts";
import { sockHash, sockMap } from "./socket-map.ts";
import { stackTrace } from "./stack-trace.ts";
import { userRingBuffer } from "./user-ring-buffer.ts";
import { xskMap } from "./xsk-map.ts";

/** Every type of maps that has a model, in the order of enum bpf_map_type. */
export const mapTypes: readonly MapType[] = [
  hash,
  array,
  progArray,
  perfEventArray,
  perCpuHash,
  perCpuArray,
  stackTrace,
  cgroupArray,
  lruHash,
  lruPerCpuHash,
  lpmTrie,
  arrayOfMaps,
  hashOfMaps,
  devMap,
  sockMap,
  cpuMap,
  xskMap,
  sockHash,
  cgroupStorage,
  reuseportArray,
  perCpuCgroupStorage,
  queue,
  stack,
  skStorage,
  devMapHash,
  ringBuffer,
  inodeStorage,
  taskStorage,
  bloomFilter,
  userRingBuffer,
  cgrpStorage,
  arena,
  insnArray,
  resizableHash,
];
