import { toHex } from "../../bytes/hex.ts";
import type { MapDefinition } from "../../object/map-definition.ts";
import type { Region } from "../../vm/memory.ts";
import { checkDescriptors } from "./descriptor-array.ts";
import { checkHash } from "./hash.ts";
import { KernelMap } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { invalid, type MapRefusal } from "./refusal.ts";

/**
 * A map whose values are maps (kernel/bpf/arraymap.c and hashtab.c, v7.3). Programs look them up, and no more
 * (check_map_func_compatibility, kernel/bpf/verifier.c); only user space puts them in.
 */
export class MapOfMaps extends KernelMap {
  readonly inner = new Map<string, KernelMap>();

  /** Puts a map in before the run. */
  insert(key: Uint8Array, map: KernelMap): void {
    this.inner.set(toHex(key), map);
  }

  override lookup(key: Uint8Array): Region | undefined {
    return this.inner.get(toHex(key))?.region;
  }
}

/** fd_htab_map_alloc_check. */
const checkHashOfMaps = (definition: MapDefinition): MapRefusal | undefined =>
  definition.valueSize === 4 ? checkHash(definition) : invalid("its value must have 4 bytes");

/** array_of_map_alloc and htab_of_map_alloc: the inner map is made from a definition or another map. */
const mapOfMaps = (name: MapType["name"], check: MapType["check"]): MapType => ({
  name,
  notModelled: ["Inner maps that user space replaces while the program runs."],
  check(definition) {
    const refused = check(definition);
    if (refused || definition.inner) return refused;
    return invalid("it needs `values`, which name the kind of its inner maps");
  },
  create: (options) => new MapOfMaps(options),
});

export const arrayOfMaps = mapOfMaps("BPF_MAP_TYPE_ARRAY_OF_MAPS", (definition) => checkDescriptors(definition));
export const hashOfMaps = mapOfMaps("BPF_MAP_TYPE_HASH_OF_MAPS", checkHashOfMaps);
