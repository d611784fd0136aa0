import { indexOf } from "./indexed-map.ts";
import { KernelMap, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";

/** A program that a tail call can reach: by its name, and the slot that it starts at in what runs. */
export interface TailCallTarget {
  readonly name: string;
  readonly slot: number;
}

/** kernel/bpf/arraymap.c, v7.3. Programs can only delete from it. */
export class ProgArrayMap extends KernelMap {
  readonly programs = new Map<number, TailCallTarget>();

  override delete(key: Uint8Array): MapResult {
    const index = indexOf(key);
    if (index >= this.definition.maxEntries) return "E2BIG";
    return this.programs.delete(index) ? undefined : "ENOENT";
  }
}

export const progArray: MapType = {
  name: "BPF_MAP_TYPE_PROG_ARRAY",
  notModelled: ["Programs that are put in while the program runs."],
  /** fd_array_map_alloc_check. */
  check({ maxEntries, keySize, valueSize }) {
    if (keySize !== 4 || valueSize !== 4) return "its key and value must have 4 bytes";
    return maxEntries === 0 ? "it needs max_entries" : undefined;
  },
  create: (options) => new ProgArrayMap(options),
};
