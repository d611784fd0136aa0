import type { MapDefinition } from "../../object/map-definition.ts";
import type { KernelMap, MapOptions } from "./map.ts";
import type { MapRefusal } from "./refusal.ts";

/** A type of maps. */
export interface MapType {
  readonly name: `BPF_MAP_TYPE_${string}`;
  /** What the kernel does and the model leaves out. */
  readonly notModelled: readonly string[];
  /** The type's map_alloc_check, and what its map_alloc checks: why the kernel refuses to create such a map. */
  check(definition: MapDefinition): MapRefusal | undefined;
  /** What such a map asks for and the model does not do, in a few words; undefined where it does all. */
  unmodelled?(definition: MapDefinition): string | undefined;
  create(options: MapOptions): KernelMap;
}
