import { toHex } from "../../bytes/hex.ts";
import type { Region } from "../../vm/memory.ts";
import { checkHash } from "./hash.ts";
import { indexOf } from "./indexed-map.ts";
import { KernelMap, type MapOptions, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";

/** A map whose values are maps. Programs look them up; only user space puts them in. */
export abstract class MapOfMaps extends KernelMap {
  readonly inner = new Map<string, KernelMap>();

  /** Puts a map in before the run. */
  abstract insert(key: Uint8Array, map: KernelMap): void;

  override lookup(key: Uint8Array): Region | undefined {
    return this.inner.get(toHex(key))?.region;
  }
}

/** kernel/bpf/arraymap.c, v7.3. */
class ArrayOfMaps extends MapOfMaps {
  override insert(key: Uint8Array, map: KernelMap): void {
    this.inner.set(toHex(key), map);
  }

  /** fd_array_map_delete_elem. */
  override delete(key: Uint8Array): MapResult {
    if (indexOf(key) >= this.definition.maxEntries) return "E2BIG";
    return this.inner.delete(toHex(key)) ? undefined : "ENOENT";
  }
}

/** kernel/bpf/hashtab.c, v7.3. */
class HashOfMaps extends MapOfMaps {
  override insert(key: Uint8Array, map: KernelMap): void {
    this.inner.set(toHex(key), map);
  }

  override delete(key: Uint8Array): MapResult {
    return this.inner.delete(toHex(key)) ? undefined : "ENOENT";
  }
}

/** array_of_map_alloc and htab_of_map_alloc: the inner map is made from a definition or another map. */
const mapOfMaps = (
  name: MapType["name"],
  create: (options: MapOptions) => MapOfMaps,
  check: MapType["check"],
): MapType => ({
  name,
  notModelled: ["Inner maps that user space replaces while the program runs."],
  check(definition) {
    if (!definition.inner) return "it needs `values`, which name the kind of its inner maps";
    return definition.valueSize === 4 ? check(definition) : "its value must have 4 bytes";
  },
  create,
});

export const arrayOfMaps = mapOfMaps(
  "BPF_MAP_TYPE_ARRAY_OF_MAPS",
  (options) => new ArrayOfMaps(options),
  ({ keySize, maxEntries }) => {
    if (keySize !== 4) return "its key must have 4 bytes";
    return maxEntries === 0 ? "it needs max_entries" : undefined;
  },
);

export const hashOfMaps = mapOfMaps("BPF_MAP_TYPE_HASH_OF_MAPS", (options) => new HashOfMaps(options), checkHash);
