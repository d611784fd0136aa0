import type { MapDefinition } from "../../object/map-definition.ts";
import type { Region } from "../../vm/memory.ts";
import { accessFlags, type MapFlag, refuseFlags } from "./flags.ts";
import { IndexedMap, indexKey, indexOf } from "./indexed-map.ts";
import { BPF_EXIST, BPF_F_LOCK, BPF_NOEXIST, type MapElement, type MapEntry, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { invalid, type MapRefusal, tooBig } from "./refusal.ts";

/** kernel/bpf/arraymap.c, v7.3. */
class ArrayMap extends IndexedMap<Region> {
  protected override create(name: string): Region {
    return this.newValue(name);
  }

  override lookup(key: Uint8Array): Region | undefined {
    return this.valueAt(indexOf(key));
  }

  override update(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    if ((flags & ~BPF_F_LOCK) > BPF_EXIST) return "EINVAL";
    const region = this.valueAt(indexOf(key));
    if (!region) return "E2BIG";
    if ((flags & BPF_NOEXIST) !== 0n) return "EEXIST";
    if ((flags & BPF_F_LOCK) !== 0n && !this.hasLock) return "EINVAL";
    this.copyValue(region, value);
    this.cancelFields(region);
    return undefined;
  }

  override keyOf(value: Region): Uint8Array | undefined {
    for (const [index, region] of this.met) if (region === value) return indexKey(index);
    return undefined;
  }

  override *elements(): Generator<MapElement> {
    for (let index = 0; index < this.definition.maxEntries; index++) {
      const value = this.valueAt(index);
      if (value) yield { key: indexKey(index), value };
    }
  }

  override *entries(): Generator<MapEntry> {
    for (let index = 0; index < this.definition.maxEntries; index++) {
      const region = this.met.get(index);
      const value = region ? this.valueForUser(region) : new Uint8Array(this.definition.valueSize);
      yield { key: indexKey(index), value };
    }
  }
}

/** Flags of every type of array. */
export const arrayFlags: readonly MapFlag[] = ["BPF_F_NUMA_NODE", ...accessFlags];
const INT_MAX = 0x7fff_ffff;

/** array_map_alloc_check (kernel/bpf/arraymap.c, v7.3). */
export function checkArray(definition: MapDefinition, flags: readonly MapFlag[] = arrayFlags): MapRefusal | undefined {
  const { maxEntries, keySize, valueSize } = definition;
  if (keySize !== 4) return invalid("its key must have 4 bytes");
  if (maxEntries === 0 || valueSize === 0) return invalid("it needs max_entries and a value");
  return refuseFlags(definition, flags) ?? (valueSize > INT_MAX ? tooBig("its value is too large") : undefined);
}

export const array: MapType = {
  name: "BPF_MAP_TYPE_ARRAY",
  notModelled: [],
  check: (definition) => checkArray(definition, [...arrayFlags, "BPF_F_MMAPABLE", "BPF_F_INNER_MAP"]),
  create: (options) => new ArrayMap(options),
};
