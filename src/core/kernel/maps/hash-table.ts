import { toHex } from "../../bytes/hex.ts";
import { hasFlag } from "./flags.ts";
import { KernelMap, type MapResult } from "./map.ts";

interface Element<Value> {
  readonly key: Uint8Array;
  readonly value: Value;
}

/** What hashes share, be a value one or one for each CPU (kernel/bpf/hashtab.c, v7.3). */
export abstract class HashTable<Value> extends KernelMap {
  /** By the key in hexadecimal, in the order of their insertion. */
  protected readonly table = new Map<string, Element<Value>>();
  /** Memory of deleted elements; taken from the end. */
  protected readonly free: Value[] = [];

  /** The default: memory of elements is there from the start. */
  protected get isPreallocated(): boolean {
    return !hasFlag(this.definition, "BPF_F_NO_PREALLOC");
  }

  /** An element's value is no longer in use. */
  protected abstract forget(value: Value): void;

  override get elementCount(): number {
    return this.table.size;
  }

  override delete(key: Uint8Array): MapResult {
    const name = toHex(key);
    const old = this.table.get(name);
    if (!old) return "ENOENT";
    this.table.delete(name);
    this.forget(old.value);
    this.free.push(old.value);
    return undefined;
  }
}
