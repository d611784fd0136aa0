import { readUnsigned, writeUnsigned } from "../../bytes/integers.ts";
import { KernelMap, type MapResult } from "./map.ts";

/** The four bytes of an index, as arrays have keys. */
export function indexKey(index: number): Uint8Array {
  const key = new Uint8Array(4);
  writeUnsigned(key, 0, 4, BigInt(index));
  return key;
}

export const indexOf = (key: Uint8Array): number => Number(readUnsigned(key, 0, 4));

/** What arrays share, be a value one or one for each CPU (kernel/bpf/arraymap.c, v7.3): every element is there and stays. */
export abstract class IndexedMap<Value> extends KernelMap {
  /** Those that were met: an array can be large. */
  protected readonly met = new Map<number, Value>();

  protected abstract create(name: string): Value;

  /** Values get their memory when they are first met; undefined past the end. */
  protected valueAt(index: number): Value | undefined {
    if (index >= this.definition.maxEntries) return undefined;
    const known = this.met.get(index);
    if (known) return known;
    const value = this.create(`${this.name}[${index}]`);
    this.met.set(index, value);
    return value;
  }

  /** array_map_delete_elem. */
  override delete(_key: Uint8Array): MapResult {
    return "EINVAL";
  }
}
