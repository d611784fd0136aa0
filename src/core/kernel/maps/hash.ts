import type { MapDefinition } from "../../object/map-definition.ts";
import type { Region } from "../../vm/memory.ts";
import { accessFlags, hasFlag, type MapFlag, refuseFlags } from "./flags.ts";
import { BPF_EXIST, BPF_F_LOCK, BPF_NOEXIST, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { invalid, LARGEST_ALLOCATION, type MapRefusal, refusePerCpuValue, tooBig } from "./refusal.ts";
import { ValueHash } from "./value-hash.ts";

/** check_flags. */
export function checkExistence(exists: boolean, flags: bigint): MapResult {
  const wanted = flags & ~BPF_F_LOCK;
  if (exists && wanted === BPF_NOEXIST) return "EEXIST";
  return !exists && wanted === BPF_EXIST ? "ENOENT" : undefined;
}

export const hashFlags: readonly MapFlag[] = [
  "BPF_F_NO_PREALLOC",
  "BPF_F_NUMA_NODE",
  "BPF_F_ZERO_SEED",
  ...accessFlags,
];
/** struct htab_elem without its key. */
const ELEMENT_BYTES = 48;

/** htab_map_alloc_check (kernel/bpf/hashtab.c, v7.3). */
export function checkHash(
  definition: MapDefinition,
  flags: readonly MapFlag[] = hashFlags,
  isPerCpu = false,
): MapRefusal | undefined {
  const { maxEntries, keySize, valueSize } = definition;
  const refused = refuseFlags(definition, flags);
  if (refused) return refused;
  if (isPerCpu && hasFlag(definition, "BPF_F_NUMA_NODE")) return invalid("it can't have BPF_F_NUMA_NODE");
  if (maxEntries === 0 || keySize === 0 || valueSize === 0) return invalid("it needs max_entries, a key and a value");
  if (keySize + valueSize >= LARGEST_ALLOCATION - ELEMENT_BYTES) return tooBig("its elements are too large");
  return isPerCpu ? refusePerCpuValue(valueSize) : undefined;
}

/**
 * kernel/bpf/hashtab.c, v7.3. With elements allocated beforehand (the default), memory of one that was deleted or replaced is
 * taken for the next: a pointer to its value stays usable, and may then lead to another key's. The element that an update
 * replaces waits for the next update that replaces one. Without, the allocator hands out at once what was given back last
 * (kernel/bpf/memalloc.c). Kptrs in such memory stay what they were.
 */
class HashMap extends ValueHash {
  #extra: Region | undefined;

  override update(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    if (!this.takesFlags(flags)) return "EINVAL";
    const old = this.lookup(key);
    const refused = checkExistence(old !== undefined, flags);
    if (refused) return refused;
    if (old && (flags & BPF_F_LOCK) !== 0n) {
      this.copyValue(old, value);
      return undefined;
    }
    if (!old && this.table.size >= this.definition.maxEntries) return "E2BIG";
    if (old) this.cancelFields(old);
    this.put(key, this.#take(old), value);
    return undefined;
  }

  /** alloc_htab_elem. */
  #take(old: Region | undefined): Region {
    if (!this.isPreallocated) {
      const taken = this.takeFree();
      if (old) this.free.push(old);
      return taken;
    }
    if (!old) return this.takeFree();
    const taken = this.#extra ?? this.newElement();
    this.#extra = old;
    return taken;
  }
}

export const ORDER = "Order: elements come in that of their insertion, in Linux in that of a hash with a random seed.";

export const hash: MapType = {
  name: "BPF_MAP_TYPE_HASH",
  notModelled: [ORDER],
  check: (definition) => checkHash(definition),
  create: (options) => new HashMap(options),
};
