import { toHex } from "../../bytes/hex.ts";
import type { Region } from "../../vm/memory.ts";
import { HashTable } from "./hash-table.ts";
import { BPF_EXIST, BPF_F_LOCK, type MapElement, type MapEntry } from "./map.ts";

/** What hashes share in which an element has one value, whatever CPU looks at it. */
export abstract class ValueHash extends HashTable<Region> {
  #created = 0;

  override lookup(key: Uint8Array): Region | undefined {
    return this.table.get(toHex(key))?.value;
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

  /** Whether an update may have such flags. */
  protected takesFlags(flags: bigint): boolean {
    return (flags & ~BPF_F_LOCK) <= BPF_EXIST && ((flags & BPF_F_LOCK) === 0n || this.hasLock);
  }

  /** Memory of a deleted element, or else of none so far. */
  protected takeFree(): Region {
    return this.free.pop() ?? this.newElement();
  }

  protected newElement(): Region {
    return this.newValue(`${this.name} element ${this.#created++}`);
  }

  /** Puts an element in, or in the place of the one with its key. */
  protected put(key: Uint8Array, region: Region, value: Uint8Array): void {
    this.copyValue(region, value);
    this.table.set(toHex(key), { key, value: region });
  }
}
