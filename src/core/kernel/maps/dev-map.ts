import { readUnsigned, toS32, writeUnsigned } from "../../bytes/integers.ts";
import type { MapDefinition } from "../../object/map-definition.ts";
import type { Region } from "../../vm/memory.ts";
import { mapFlags, refuseFlags } from "./flags.ts";
import { indexKey, indexOf } from "./indexed-map.ts";
import { BPF_EXIST, BPF_NOEXIST, type MapEntry, type MapOptions, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { BROADCAST, EXCLUDE_INGRESS, PROGRAM_OFFSET, RedirectMap } from "./redirect-map.ts";
import { invalid, type MapRefusal } from "./refusal.ts";

/** struct bpf_devmap_val: the device's number, and the descriptor or id of a program (include/uapi/linux/bpf.h, v7.3). */
const PROGRAM = { offset: PROGRAM_OFFSET, size: 4 } as const;
const valueSizes: readonly number[] = [4, 8];
const MOST_BUCKETS = 2 ** 31;

interface Entry {
  readonly ifindex: number;
  readonly value: Region;
}

/** kernel/bpf/devmap.c, v7.3: devices, which only user space puts in. Programs read the values that they look up. */
abstract class DeviceMap extends RedirectMap {
  protected override readonly redirectFlags = BROADCAST | EXCLUDE_INGRESS;
  /** In the order in which they were put in. */
  protected readonly devices = new Map<number, Entry>();
  #created = 0;

  protected override readonly programType = "BPF_XDP_DEVMAP";

  override deviceOf(key: number): number | undefined {
    return this.devices.get(key)?.ifindex;
  }

  override lookup(key: Uint8Array): Region | undefined {
    return this.devices.get(indexOf(key))?.value;
  }

  override targetOf(key: number): string | undefined {
    const ifindex = this.devices.get(key)?.ifindex;
    return ifindex === undefined ? undefined : `device ${this.kernel.net.devices.byIndex(ifindex)?.name ?? ifindex}`;
  }

  /** __dev_map_alloc_node: a scenario names programs, and no descriptors. */
  protected put(key: number, bytes: Uint8Array): MapResult {
    const ifindex = this.ifindexOf(bytes);
    if (!this.kernel.net.devices.byIndex(ifindex) || this.programOf(bytes) > 0) return "EINVAL";
    const value = this.newValue(`${this.name} element ${this.#created++}`);
    writeUnsigned(value.bytes, 0, 4, BigInt(ifindex));
    this.devices.delete(key);
    this.devices.set(key, { ifindex, value });
    return undefined;
  }

  protected readonly ifindexOf = (bytes: Uint8Array): number => Number(readUnsigned(bytes, 0, 4));

  protected programOf(bytes: Uint8Array): number {
    const { offset, size } = PROGRAM;
    return bytes.length > offset ? Number(toS32(readUnsigned(bytes, offset, size))) : 0;
  }

  protected *entriesOf(keys: Iterable<number>): Generator<MapEntry> {
    for (const key of keys) {
      const entry = this.devices.get(key);
      if (entry) yield { key: indexKey(key), value: entry.value.bytes.slice() };
    }
  }
}

class DevMap extends DeviceMap {
  override updateFromUser(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    const index = indexOf(key);
    if (flags > BPF_EXIST) return "EINVAL";
    if (index >= this.definition.maxEntries) return "E2BIG";
    if (flags === BPF_NOEXIST) return "EEXIST";
    if (this.ifindexOf(value) !== 0) return this.put(index, value);
    if (this.programOf(value) > 0) return "EINVAL";
    this.devices.delete(index);
    return undefined;
  }

  override *entries(): Generator<MapEntry> {
    yield* this.entriesOf([...this.devices.keys()].sort((left, right) => left - right));
  }
}

class DevMapHash extends DeviceMap {
  override updateFromUser(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    const index = indexOf(key);
    const isKnown = this.devices.has(index);
    if (flags > BPF_EXIST || this.ifindexOf(value) === 0) return "EINVAL";
    if (isKnown && (flags & BPF_NOEXIST) !== 0n) return "EEXIST";
    if (!isKnown && this.devices.size >= this.definition.maxEntries) return "E2BIG";
    return this.put(index, value);
  }

  /** By bucket, the lowest bits of the key; in a bucket the newest first. */
  override *entries(): Generator<MapEntry> {
    const buckets = 2 ** Math.ceil(Math.log2(this.definition.maxEntries));
    const newestFirst = [...this.devices.keys()].reverse();
    yield* this.entriesOf(newestFirst.sort((left, right) => (left % buckets) - (right % buckets)));
  }
}

/** dev_map_alloc_check. */
function check(definition: MapDefinition): MapRefusal | undefined {
  const { maxEntries, keySize, valueSize } = definition;
  if (keySize !== 4) return invalid("its key must have 4 bytes");
  if (maxEntries === 0) return invalid("it needs max_entries");
  if (!valueSizes.includes(valueSize)) return invalid(`its value must have ${valueSizes.join(" or ")} bytes`);
  return refuseFlags(definition, ["BPF_F_NUMA_NODE", "BPF_F_RDONLY", "BPF_F_WRONLY"]);
}

/** dev_map_init_map: programs may not write to values. */
function sealed({ definition, ...options }: MapOptions): MapOptions {
  return { ...options, definition: { ...definition, flags: definition.flags | mapFlags.BPF_F_RDONLY_PROG } };
}

const notModelled = [
  "The id of a device's program in the value (bpf_prog of struct bpf_devmap_val): it stays 0.",
  "Sending: only the program of the device is run, on a packet that came in on another.",
];

export const devMap: MapType = {
  name: "BPF_MAP_TYPE_DEVMAP",
  notModelled,
  check,
  create: (options) => new DevMap(sealed(options)),
};

export const devMapHash: MapType = {
  name: "BPF_MAP_TYPE_DEVMAP_HASH",
  notModelled,
  check(definition) {
    const tooMany = definition.maxEntries > MOST_BUCKETS;
    return check(definition) ?? (tooMany ? invalid("its max_entries are too many") : undefined);
  },
  create: (options) => new DevMapHash(sealed(options)),
};
