import { toHex } from "../../bytes/hex.ts";
import { accessFlags, refuseFlags } from "./flags.ts";
import { KernelMap, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { invalid, LARGEST_ALLOCATION, tooBig } from "./refusal.ts";

/** In map_extra: how many hash functions. */
const HASH_COUNT = 0xfn;

/** kernel/bpf/bloom_filter.c, v7.3: values are pushed and asked for; the program hands over the value that it peeks for. */
class BloomFilterMap extends KernelMap {
  readonly #values = new Set<string>();

  override push(value: Uint8Array, flags: bigint): MapResult {
    if (flags !== 0n) return "EINVAL";
    this.#values.add(toHex(value));
    return undefined;
  }

  override holds(value: Uint8Array): MapResult {
    return this.#values.has(toHex(value)) ? undefined : "ENOENT";
  }
}

export const bloomFilter: MapType = {
  name: "BPF_MAP_TYPE_BLOOM_FILTER",
  notModelled: [
    "Values that are found although nobody pushed them: the kernel's hashes have a random seed.",
    "That Linux 7.3 refuses to peek for a value on the stack, which it takes to be overwritten.",
  ],
  /** bloom_map_alloc_check and bloom_map_alloc. */
  check(definition) {
    const { maxEntries, keySize, valueSize, extra } = definition;
    if (valueSize > LARGEST_ALLOCATION) return tooBig("its value is too large");
    if (keySize !== 0) return invalid("it has no key");
    if (maxEntries === 0 || valueSize === 0) return invalid("it needs max_entries and a value");
    const refused = refuseFlags(definition, ["BPF_F_NUMA_NODE", "BPF_F_ZERO_SEED", ...accessFlags]);
    if (refused) return refused;
    return (extra & ~HASH_COUNT) === 0n ? undefined : invalid("its map_extra is a number of hash functions below 16");
  },
  create: (options) => new BloomFilterMap(options),
};
