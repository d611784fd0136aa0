import type { MapDefinition } from "../../object/map-definition.ts";
import { accessFlags, refuseFlags } from "./flags.ts";
import { BPF_EXIST, BPF_NOEXIST, KernelMap, type MapOptions, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { invalid, LARGEST_ALLOCATION, type MapRefusal, tooBig } from "./refusal.ts";

/** kernel/bpf/queue_stack_maps.c, v7.3. With BPF_EXIST a full one loses its oldest element to the new one. */
class QueueStackMap extends KernelMap {
  /** From the oldest to the newest. */
  #values: Uint8Array[] = [];
  readonly #next: "oldest" | "newest";

  constructor(options: MapOptions, next: "oldest" | "newest") {
    super(options);
    this.#next = next;
  }

  override push(value: Uint8Array, flags: bigint): MapResult {
    if ((flags & BPF_NOEXIST) !== 0n || flags > BPF_EXIST) return "EINVAL";
    const isFull = this.#values.length >= this.definition.maxEntries;
    if (isFull && (flags & BPF_EXIST) === 0n) return "E2BIG";
    this.#values = [...(isFull ? this.#values.slice(1) : this.#values), value];
    return undefined;
  }

  override peek(): Uint8Array | "ENOENT" {
    return this.#values.at(this.#next === "oldest" ? 0 : -1) ?? "ENOENT";
  }

  override pop(): Uint8Array | "ENOENT" {
    return (this.#next === "oldest" ? this.#values.shift() : this.#values.pop()) ?? "ENOENT";
  }
}

const U32_MAX = 0xffff_ffff;

/** queue_stack_map_alloc_check. */
function check(definition: MapDefinition): MapRefusal | undefined {
  const { maxEntries, keySize, valueSize } = definition;
  if (keySize !== 0) return invalid("it has no key");
  if (maxEntries === 0 || valueSize === 0) return invalid("it needs max_entries and a value");
  const refused = refuseFlags(definition, ["BPF_F_NUMA_NODE", ...accessFlags]);
  if (refused) return refused;
  if (valueSize > LARGEST_ALLOCATION) return tooBig("its value is too large");
  return maxEntries >= Math.floor(U32_MAX / valueSize) ? tooBig("its values are too many") : undefined;
}

export const queue: MapType = {
  name: "BPF_MAP_TYPE_QUEUE",
  notModelled: [],
  check,
  create: (options) => new QueueStackMap(options, "oldest"),
};

export const stack: MapType = {
  name: "BPF_MAP_TYPE_STACK",
  notModelled: [],
  check,
  create: (options) => new QueueStackMap(options, "newest"),
};
