import { toHex } from "../../bytes/hex.ts";
import type { MapDefinition } from "../../object/map-definition.ts";
import type { Region } from "../../vm/memory.ts";
import {
  BPF_EXIST,
  BPF_F_LOCK,
  BPF_F_NO_PREALLOC,
  BPF_NOEXIST,
  KernelMap,
  type MapElement,
  type MapEntry,
  type MapOptions,
  type MapResult,
} from "./map.ts";
import type { MapType } from "./map-type.ts";

/** check_flags. */
export function checkExistence(exists: boolean, flags: bigint): MapResult {
  const wanted = flags & ~BPF_F_LOCK;
  if (exists && wanted === BPF_NOEXIST) return "EEXIST";
  return !exists && wanted === BPF_EXIST ? "ENOENT" : undefined;
}

/** htab_map_alloc_check (kernel/bpf/hashtab.c, v7.3). */
export function checkHash({ maxEntries, keySize, valueSize }: MapDefinition): string | undefined {
  return maxEntries === 0 || keySize === 0 || valueSize === 0 ? "it needs max_entries, a key and a value" : undefined;
}

interface Element {
  readonly key: Uint8Array;
  readonly value: Region;
}

/**
 * kernel/bpf/hashtab.c, v7.3. With elements allocated beforehand (the default), memory of one that was deleted or replaced is
 * taken for the next: a pointer to its value stays usable, and may then lead to another key's. The element that an update
 * replaces waits for the next update that replaces one.
 */
class HashMap extends KernelMap {
  readonly #elements = new Map<string, Element>();
  readonly #preallocated: boolean;
  /** Memory of deleted elements; taken from the end. */
  readonly #free: Region[] = [];
  #extra: Region | undefined;
  #created = 0;

  constructor(options: MapOptions) {
    super(options);
    this.#preallocated = (options.definition.flags & BPF_F_NO_PREALLOC) === 0;
  }

  override lookup(key: Uint8Array): Region | undefined {
    return this.#elements.get(toHex(key))?.value;
  }

  override update(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    if ((flags & ~BPF_F_LOCK) > BPF_EXIST || ((flags & BPF_F_LOCK) !== 0n && !this.hasLock)) return "EINVAL";
    const name = toHex(key);
    const old = this.#elements.get(name);
    const refused = checkExistence(old !== undefined, flags);
    if (refused) return refused;
    if (old && (flags & BPF_F_LOCK) !== 0n) {
      this.copyValue(old.value, value);
      return undefined;
    }
    if (!old && this.#elements.size >= this.definition.maxEntries) return "E2BIG";
    const region = this.#take(old);
    this.copyValue(region, value);
    this.#elements.set(name, { key, value: region });
    return undefined;
  }

  override delete(key: Uint8Array): MapResult {
    const name = toHex(key);
    const old = this.#elements.get(name);
    if (!old) return "ENOENT";
    this.#elements.delete(name);
    if (this.#preallocated) this.#free.push(old.value);
    return undefined;
  }

  override *elements(): Generator<MapElement> {
    yield* [...this.#elements.values()];
  }

  override *entries(): Generator<MapEntry> {
    for (const { key, value } of this.#elements.values()) yield { key, value: this.valueForUser(value) };
  }

  /** alloc_htab_elem. */
  #take(old: Element | undefined): Region {
    const fresh = () => this.newValue(`${this.name} element ${this.#created++}`);
    if (!this.#preallocated) return fresh();
    if (!old) return this.#free.pop() ?? fresh();
    const taken = this.#extra ?? fresh();
    this.#extra = old.value;
    return taken;
  }
}

export const ORDER = "Order: elements come in that of their insertion, in Linux in that of a hash with a random seed.";

export const hash: MapType = {
  name: "BPF_MAP_TYPE_HASH",
  notModelled: [ORDER],
  check: checkHash,
  create: (options) => new HashMap(options),
};
