import { checkDescriptors } from "./descriptor-array.ts";
import { KernelMap } from "./map.ts";
import type { MapType } from "./map-type.ts";

/** kernel/bpf/arraymap.c, v7.3. Programs take it for tail calls only. */
export class ProgArrayMap extends KernelMap {
  /** The names of its programs; where each starts, what runs says (`Kernel.entries`). */
  readonly programs = new Map<number, string>();
}

export const progArray: MapType = {
  name: "BPF_MAP_TYPE_PROG_ARRAY",
  notModelled: ["Programs that are put in while the program runs."],
  check: (definition) => checkDescriptors(definition),
  create: (options) => new ProgArrayMap(options),
};
