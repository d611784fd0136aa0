import { PAGE, userStart } from "./arena-addresses.ts";
import { hasFlag, mapFlags } from "./flags.ts";
import type { KernelMap } from "./map.ts";

type Members = Readonly<Record<string, number | bigint>>;

/** What a map of a type is in the kernel. */
export interface MapStruct {
  readonly struct: string;
  /** Members beside those of struct bpf_map, by their path, as the map is created. */
  created?(map: KernelMap): Members;
  /** Those that change as the map is used. */
  current?(map: KernelMap): Members;
}

/** struct htab_elem and struct bpf_shtab_elem (v7.3) without their keys. */
const HASH_ELEMENT = 48;
/** PERCPU_COUNTER_BATCH of htab_map_alloc. */
const COUNTER_BATCH = 32;
/** offsetof(struct bpf_lpm_trie_key_u8, data) */
const PREFIX_LENGTH = 4;

const roundUp = (value: number, step: number): number => Math.ceil(value / step) * step;
const powerOfTwo = (value: number): number => 2 ** Math.ceil(Math.log2(value));

/** array_map_alloc, kernel/bpf/arraymap.c. */
const array: MapStruct = {
  struct: "bpf_array",
  created: ({ definition: { valueSize, maxEntries } }) => ({
    elem_size: roundUp(valueSize, 8),
    index_mask: powerOfTwo(maxEntries) - 1,
  }),
};

/** htab_map_alloc (kernel/bpf/hashtab.c): the count is kept in an atomic where elements are not there from the start. */
const hash: MapStruct = {
  struct: "bpf_htab",
  created({ definition, kernel: { cpus }, typeName }) {
    const { keySize, valueSize, maxEntries } = definition;
    const most = hasFlag(definition, "BPF_F_NO_COMMON_LRU") ? roundUp(maxEntries, cpus.possible) : maxEntries;
    const value = typeName.includes("PERCPU") ? 8 : roundUp(valueSize, 8);
    return {
      "map.max_entries": most,
      n_buckets: powerOfTwo(most),
      elem_size: HASH_ELEMENT + roundUp(keySize, 8) + value,
      use_percpu_counter: Number(countsOnCpus(maxEntries, cpus.possible)),
    };
  },
  current({ definition, kernel: { cpus }, elementCount }) {
    const isCounted = hasFlag(definition, "BPF_F_NO_PREALLOC") && !countsOnCpus(definition.maxEntries, cpus.possible);
    return { "count.counter": isCounted ? elementCount : 0 };
  },
};

const countsOnCpus = (maxEntries: number, cpus: number): boolean => Math.floor(maxEntries / 2) > cpus * COUNTER_BATCH;

/** trie_alloc and trie_update_elem, kernel/bpf/lpm_trie.c. */
const trie: MapStruct = {
  struct: "lpm_trie",
  created: ({ definition: { keySize } }) => ({
    data_size: keySize - PREFIX_LENGTH,
    max_prefixlen: 8 * (keySize - PREFIX_LENGTH),
  }),
  current: (map) => ({ n_entries: [...map.entries()].length }),
};

/** queue_stack_map_alloc, kernel/bpf/queue_stack_maps.c. */
const queue: MapStruct = {
  struct: "bpf_queue_stack",
  created: ({ definition: { maxEntries } }) => ({ size: maxEntries + 1 }),
};

/** stack_map_alloc, kernel/bpf/stackmap.c. */
const stackTrace: MapStruct = {
  struct: "bpf_stack_map",
  created: ({ definition: { maxEntries } }) => ({ n_buckets: powerOfTwo(maxEntries) }),
};

/** sock_hash_alloc, net/core/sock_map.c. */
const sockHash: MapStruct = {
  struct: "bpf_shtab",
  created: ({ definition: { keySize, maxEntries } }) => ({
    buckets_num: powerOfTwo(maxEntries),
    elem_size: HASH_ELEMENT + roundUp(keySize, 8),
  }),
};

/** arena_map_alloc and arena_map_mmap, kernel/bpf/arena.c: libbpf maps it before it loads programs. */
const arena: MapStruct = {
  struct: "bpf_arena",
  created({ definition }) {
    const start = userStart(definition);
    return { user_vm_start: start, user_vm_end: start + BigInt(definition.maxEntries * PAGE) };
  },
};

/** dev_map_init_map, kernel/bpf/devmap.c: programs write no value, whatever the map was created with. */
const devices: MapStruct = {
  struct: "bpf_dtab",
  created: ({ definition: { flags } }) => ({ "map.map_flags": flags | mapFlags.BPF_F_RDONLY_PROG }),
};
const storage: MapStruct = { struct: "bpf_local_storage_map" };
const cgroupStorage: MapStruct = { struct: "bpf_cgroup_storage_map" };
const ring: MapStruct = { struct: "bpf_ringbuf_map" };

/** `map_btf_id` of the operations of each type (v7.3), without BPF_MAP_TYPE_. */
const structs: Readonly<Record<string, MapStruct>> = {
  HASH: hash,
  ARRAY: array,
  PROG_ARRAY: array,
  PERF_EVENT_ARRAY: array,
  PERCPU_HASH: hash,
  PERCPU_ARRAY: array,
  STACK_TRACE: stackTrace,
  CGROUP_ARRAY: array,
  LRU_HASH: hash,
  LRU_PERCPU_HASH: hash,
  LPM_TRIE: trie,
  ARRAY_OF_MAPS: array,
  HASH_OF_MAPS: hash,
  DEVMAP: devices,
  SOCKMAP: { struct: "bpf_stab" },
  CPUMAP: { struct: "bpf_cpu_map" },
  XSKMAP: { struct: "xsk_map" },
  SOCKHASH: sockHash,
  CGROUP_STORAGE: cgroupStorage,
  REUSEPORT_SOCKARRAY: { struct: "reuseport_array" },
  PERCPU_CGROUP_STORAGE: cgroupStorage,
  QUEUE: queue,
  STACK: queue,
  SK_STORAGE: storage,
  DEVMAP_HASH: devices,
  RINGBUF: ring,
  INODE_STORAGE: storage,
  TASK_STORAGE: storage,
  BLOOM_FILTER: { struct: "bpf_bloom_filter" },
  USER_RINGBUF: ring,
  CGRP_STORAGE: storage,
  ARENA: arena,
};

/** undefined where programs can't look into maps of the type. */
export const mapStructOf = (typeName: string): MapStruct | undefined => structs[typeName.replace(/^BPF_MAP_TYPE_/, "")];
