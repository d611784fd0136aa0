import type { Region } from "../../vm/memory.ts";
import type { KernelMap } from "./map.ts";

const owners = new WeakMap<Region, KernelMap>();

/** Makes the map known that a value's memory belongs to. Maps do this themselves. */
export const noteOwner = (value: Region, map: KernelMap): unknown => owners.set(value, map);

/** The map that a value's memory belongs to. */
export const ownerOf = (value: Region): KernelMap | undefined => owners.get(value);
