import type { Region } from "../../vm/memory.ts";
import { IndexedMap, indexKey, indexOf } from "./indexed-map.ts";
import { BPF_EXIST, BPF_F_LOCK, BPF_NOEXIST, type MapElement, type MapEntry, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";

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

/** array_map_alloc_check. */
const check: MapType["check"] = ({ maxEntries, keySize, valueSize }) => {
  if (keySize !== 4) return "its key must have 4 bytes";
  return maxEntries === 0 || valueSize === 0 ? "it needs max_entries and a value" : undefined;
};

export const array: MapType = {
  name: "BPF_MAP_TYPE_ARRAY",
  notModelled: [],
  check,
  create: (options) => new ArrayMap(options),
};
