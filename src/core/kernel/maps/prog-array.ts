import { checkDescriptors } from "./descriptor-array.ts";
import { KernelMap } from "./map.ts";
import type { MapType } from "./map-type.ts";

/** A program that a tail call can reach: by its name, and the slot that it starts at in what runs. */
export interface TailCallTarget {
  readonly name: string;
  readonly slot: number;
}

/** kernel/bpf/arraymap.c, v7.3. Programs take it for tail calls only. */
export class ProgArrayMap extends KernelMap {
  readonly programs = new Map<number, TailCallTarget>();
}

export const progArray: MapType = {
  name: "BPF_MAP_TYPE_PROG_ARRAY",
  notModelled: ["Programs that are put in while the program runs."],
  check: (definition) => checkDescriptors(definition),
  create: (options) => new ProgArrayMap(options),
};
