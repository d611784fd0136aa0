import type { MapDefinition } from "../../object/map-definition.ts";

/** Bytes of a page of an arena. */
export const PAGE = 4096;
const LOW = 0xffff_ffffn;
/** Where mmap() puts an arena whose definition names no address. In Linux it differs from run to run. */
const USER_START = 0x7f00_1000_0000n;
/** For arenas that only a whole stretch of 4 GB holds. */
const LARGE_USER_START = 0x7f00_0000_0000n;

/** Where user space has the arena: at `map_extra`, or where libbpf's mmap() puts it before the program is loaded. */
export function userStart({ extra, maxEntries }: MapDefinition): bigint {
  if (extra !== 0n) return extra;
  const fits = (USER_START & LOW) + BigInt(maxEntries * PAGE) <= LOW + 1n;
  return fits ? USER_START : LARGE_USER_START;
}
