import { KernelMap } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { checkRing } from "./ring-buffer.ts";

const HEADER_BYTES = 8;

/** kernel/bpf/ringbuf.c, v7.3: records that user space has put in for the program. */
export class UserRingBufferMap extends KernelMap {
  #records: readonly Uint8Array[] = [];
  #produced = 0;

  /** As libbpf's user_ring_buffer__reserve and __submit: false where there is no room. */
  post(bytes: Uint8Array): boolean {
    const length = Math.ceil((bytes.length + HEADER_BYTES) / 8) * 8;
    if (this.#produced + length > this.definition.maxEntries) return false;
    this.#produced += length;
    this.#records = [...this.#records, bytes];
    return true;
  }

  /** The oldest record, which is gone then. */
  take(): Uint8Array | undefined {
    const [next, ...rest] = this.#records;
    this.#records = rest;
    return next;
  }
}

export const userRingBuffer: MapType = {
  name: "BPF_MAP_TYPE_USER_RINGBUF",
  notModelled: ["Records that user space puts in while the program runs, discards, or leaves unfinished."],
  check: (definition) => checkRing(definition, ["BPF_F_NUMA_NODE"]),
  create: (options) => new UserRingBufferMap(options),
};
