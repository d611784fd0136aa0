import type { Location } from "../../vm/memory.ts";
import type { TypedPlace } from "../fields/field-places.ts";
import type { Kernel } from "../kernel.ts";

/** A place in the value of a map, in a global variable or in an allocated object. */
export interface FieldArgument extends TypedPlace {
  /** By the pointer that was passed. */
  readonly location: Location;
  /** False in an object that something else owns. */
  readonly isOwned: boolean;
}

/** What an argument for a special field points to; whether one stands there is not looked at. */
export function fieldArgument(kernel: Kernel, address: bigint, label: string, wanted: string): FieldArgument {
  const location = kernel.memory.locate(address);
  const place = location && kernel.fieldPlaces.at(location);
  const isGone = location && kernel.memory.releasedRegion(location.region);
  if (place && !isGone) {
    const isOwned = place.region.kind !== "allocated" || kernel.references.find(location.region) !== undefined;
    return { ...place, location, isOwned };
  }
  const what = location?.region.name ?? "a number";
  const gone = isGone ? " after it was given back" : "";
  const message = `${label} leads into ${what}${gone} where ${wanted} in a map's value or an allocated object is expected`;
  return kernel.fault("helper-argument", message);
}
