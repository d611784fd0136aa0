import { toHex } from "../../bytes/hex.ts";
import type { MapDefinition } from "../../object/map-definition.ts";
import type { Region } from "../../vm/memory.ts";
import { hasFlag } from "./flags.ts";
import { checkHash, ORDER } from "./hash.ts";
import { HashTable } from "./hash-table.ts";
import { BPF_EXIST, BPF_F_LOCK, BPF_NOEXIST, type MapElement, type MapEntry, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { invalid, type MapRefusal, tooBig } from "./refusal.ts";

const U16_MAX = 0xffffn;
const U32_MAX = 0xffff_ffffn;

/** kernel/bpf/hashtab.c, v7.3: unlike in other hashes an update writes to the element that is there. */
class ResizableHash extends HashTable<Region> {
  #created = 0;

  override lookup(key: Uint8Array): Region | undefined {
    return this.table.get(toHex(key))?.value;
  }

  override update(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    if ((flags & ~BPF_F_LOCK) > BPF_EXIST || ((flags & BPF_F_LOCK) !== 0n && !this.hasLock)) return "EINVAL";
    const name = toHex(key);
    const old = this.table.get(name)?.value;
    if (old) return this.#overwrite(old, value, flags);
    if ((flags & BPF_EXIST) !== 0n) return "ENOENT";
    if (this.table.size >= this.definition.maxEntries) return "E2BIG";
    const region = this.free.pop() ?? this.newValue(`${this.name} element ${this.#created++}`);
    this.copyValue(region, value);
    this.table.set(name, { key, value: region });
    return undefined;
  }

  override *elements(): Generator<MapElement> {
    yield* [...this.table.values()];
  }

  override *entries(): Generator<MapEntry> {
    for (const { key, value } of this.table.values()) yield { key, value: this.valueForUser(value) };
  }

  protected override forget(value: Region): void {
    this.cancelFields(value);
  }

  #overwrite(old: Region, value: Uint8Array, flags: bigint): MapResult {
    if ((flags & BPF_NOEXIST) !== 0n) return "EEXIST";
    this.copyValue(old, value);
    this.cancelFields(old);
    return undefined;
  }
}

/** rhtab_map_alloc_check; map_extra says for how many elements there is room at the start. */
function checkResizableHash(definition: MapDefinition): MapRefusal | undefined {
  const { extra, keySize, maxEntries } = definition;
  if (!hasFlag(definition, "BPF_F_NO_PREALLOC")) return invalid("it needs BPF_F_NO_PREALLOC");
  if (hasFlag(definition, "BPF_F_ZERO_SEED")) return invalid("it can't have BPF_F_ZERO_SEED");
  if (keySize > Number(U16_MAX)) return tooBig("its key is too large");
  if (extra > U32_MAX) return invalid("its map_extra has 32 bits");
  if (extra > U16_MAX) return tooBig("its map_extra is at most 65535");
  if (extra > BigInt(maxEntries)) return invalid("its map_extra is more than its max_entries");
  return checkHash(definition);
}

export const resizableHash: MapType = {
  name: "BPF_MAP_TYPE_RHASH",
  notModelled: [ORDER],
  check: checkResizableHash,
  create: (options) => new ResizableHash(options),
};
