import { type Location, type Region, rootOf } from "../../vm/memory.ts";
import type { MapTypes } from "./map-record.ts";

/** A place in memory that the verifier knows the type of: a map's value, a section of global data, an allocated object. */
export interface TypedPlace extends Location {
  readonly types: MapTypes;
}

/** Which memory has special fields, and where. */
export class FieldPlaces {
  readonly #types = new Map<Region, MapTypes>();

  /** `region` is memory of its own, no view. */
  add(region: Region, types: MapTypes): void {
    this.#types.set(region, types);
  }

  /** The value or object that a pointer leads into, whatever view it came through; undefined for any other memory. */
  at(location: Location): TypedPlace | undefined {
    const root = rootOf(location);
    const types = this.#types.get(root.region);
    return types && { ...root, types };
  }
}
