import { readUnsigned, writeUnsigned } from "../../bytes/integers.ts";
import type { Region } from "../../vm/memory.ts";
import {
  BPF_EXIST,
  BPF_F_LOCK,
  BPF_NOEXIST,
  KernelMap,
  type MapElement,
  type MapEntry,
  type MapResult,
} from "./map.ts";
import type { MapType } from "./map-type.ts";

/** The four bytes of an index, as arrays have keys. */
export function indexKey(index: number): Uint8Array {
  const key = new Uint8Array(4);
  writeUnsigned(key, 0, 4, BigInt(index));
  return key;
}

export const indexOf = (key: Uint8Array): number => Number(readUnsigned(key, 0, 4));

/** kernel/bpf/arraymap.c, v7.3: every element is there from the start and stays where it is. */
class ArrayMap extends KernelMap {
  readonly #values = new Map<number, Region>();

  /** Values get their memory when they are first met: an array can be large. */
  protected valueAt(index: number): Region | undefined {
    if (index >= this.definition.maxEntries) return undefined;
    const known = this.#values.get(index);
    if (known) return known;
    const value = this.newValue(`${this.name}[${index}]`);
    this.#values.set(index, value);
    return value;
  }

  override lookup(key: Uint8Array): Region | undefined {
    return this.valueAt(indexOf(key));
  }

  override update(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    if ((flags & ~BPF_F_LOCK) > BPF_EXIST) return "EINVAL";
    const region = this.valueAt(indexOf(key));
    if (!region) return "E2BIG";
    if ((flags & BPF_NOEXIST) !== 0n) return "EEXIST";
    if ((flags & BPF_F_LOCK) !== 0n && !this.hasLock) return "EINVAL";
    this.copyValue(region, value);
    return undefined;
  }

  /** array_map_delete_elem. */
  override delete(_key: Uint8Array): MapResult {
    return "EINVAL";
  }

  override *elements(): Generator<MapElement> {
    for (let index = 0; index < this.definition.maxEntries; index++) {
      const value = this.valueAt(index);
      if (value) yield { key: indexKey(index), value };
    }
  }

  override *entries(): Generator<MapEntry> {
    for (let index = 0; index < this.definition.maxEntries; index++) {
      const region = this.#values.get(index);
      const value = region ? this.valueForUser(region) : new Uint8Array(this.definition.valueSize);
      yield { key: indexKey(index), value };
    }
  }
}

/** array_map_alloc_check. */
const check: MapType["check"] = ({ maxEntries, keySize, valueSize }) => {
  if (keySize !== 4) return "its key must have 4 bytes";
  return maxEntries === 0 || valueSize === 0 ? "it needs max_entries and a value" : undefined;
};

export const array: MapType = {
  name: "BPF_MAP_TYPE_ARRAY",
  notModelled: [],
  check,
  create: (options) => new ArrayMap(options),
};
