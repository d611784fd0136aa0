import type { MapDefinition } from "../../object/map-definition.ts";
import type { Region } from "../../vm/memory.ts";
import { hasFlag, type MapFlag, refuseFlags } from "./flags.ts";
import { KernelMap, type MapEntry } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { invalid, type MapRefusal } from "./refusal.ts";

/** Before each record (kernel/bpf/ringbuf.c, v7.3). */
const HEADER_BYTES = 8;
const LARGEST_RECORD = Math.floor(0xffff_ffff / 4);
const PAGE = 4096;

const isRingSize = (size: number): boolean => size >= PAGE && Number.isInteger(Math.log2(size));

/** ringbuf_map_alloc. */
export function checkRing(definition: MapDefinition, flags: readonly MapFlag[]): MapRefusal | undefined {
  const { maxEntries, keySize, valueSize } = definition;
  const refused = refuseFlags(definition, flags);
  if (refused) return refused;
  if (keySize !== 0 || valueSize !== 0) return invalid("it has neither key nor value");
  return isRingSize(maxEntries) ? undefined : invalid("its max_entries must be a power of two, and whole pages");
}

/** adjust_ringbuf_sz (tools/lib/bpf/libbpf.c, v7.3): the next size that the kernel takes. */
export function ringSize(maxEntries: number): number {
  let size = PAGE;
  while (size < maxEntries) size *= 2;
  return maxEntries === 0 ? 0 : size;
}

/** A record from its reservation on. */
export interface RingRecord {
  readonly region: Region;
  readonly size: number;
  state: "reserved" | "submitted" | "discarded";
}

/** A ring buffer that nobody reads while the program runs: what is reserved takes its place until the end. */
export class RingBufferMap extends KernelMap {
  readonly records: RingRecord[] = [];
  #producer = 0;

  /** __bpf_ringbuf_reserve; undefined where the record does not fit. */
  reserve(size: bigint): RingRecord | undefined {
    if (size > BigInt(LARGEST_RECORD)) return undefined;
    const length = Math.ceil((Number(size) + HEADER_BYTES) / 8) * 8;
    if (length > this.ringSize || this.#producer + length > this.ringSize - 1) return undefined;
    this.#producer += length;
    const region = this.kernel.memory.allocate({
      kind: "map-value",
      name: `${this.name} record ${this.records.length}`,
      bytes: Number(size),
    });
    const record: RingRecord = { region, size: Number(size), state: "reserved" };
    this.records.push(record);
    return record;
  }

  get ringSize(): number {
    return this.definition.maxEntries;
  }

  /** Bytes that were reserved so far, headers included: of a buffer that nobody reads also those that are there. */
  get producerPosition(): number {
    return this.#producer;
  }

  override *entries(): Generator<MapEntry> {
    for (const value of this.submitted) yield { key: new Uint8Array(0), value };
  }

  /** What a reader would get, in order: up to the first record that is still reserved. */
  get submitted(): readonly Uint8Array[] {
    const end = this.records.findIndex(({ state }) => state === "reserved");
    const readable = end < 0 ? this.records : this.records.slice(0, end);
    return readable.flatMap(({ state, region }) => (state === "submitted" ? [region.bytes.slice()] : []));
  }
}

export const ringBuffer: MapType = {
  name: "BPF_MAP_TYPE_RINGBUF",
  notModelled: ["A reader while the program runs.", "BPF_F_RB_OVERWRITE."],
  check: (definition) => checkRing(definition, ["BPF_F_NUMA_NODE", "BPF_F_RB_OVERWRITE"]),
  unmodelled: (definition) => (hasFlag(definition, "BPF_F_RB_OVERWRITE") ? "BPF_F_RB_OVERWRITE" : undefined),
  create: (options) => new RingBufferMap(options),
};
