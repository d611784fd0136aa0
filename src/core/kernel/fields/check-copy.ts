import type { Location } from "../../vm/memory.ts";
import { counted } from "../../words/counted.ts";
import type { Kernel } from "../kernel.ts";
import { fieldName, isKptr } from "./special-field.ts";

/** Helpers and kfuncs write no memory that special fields stand in (check_map_access, kernel/bpf/verifier.c, v7.3). */
export function checkCopy(kernel: Kernel, location: Location, size: number): void {
  const place = kernel.fieldPlaces.at(location);
  const field = place?.types.record?.touchedBy(place.offset, size);
  if (!place || !field) return;
  const message = `a call writes ${counted(size, "byte")} at offset ${place.offset} of ${place.region.name}, where a ${fieldName(field)} stands`;
  kernel.fault(isKptr(field) ? "kptr" : "map-field", message);
}
