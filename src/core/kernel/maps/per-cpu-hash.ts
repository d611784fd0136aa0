import { toHex } from "../../bytes/hex.ts";
import type { Region } from "../../vm/memory.ts";
import { checkExistence, checkHash, hashFlags, ORDER } from "./hash.ts";
import { HashTable } from "./hash-table.ts";
import { BPF_EXIST, type MapElement, type MapEntry, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { PerCpuValue } from "./per-cpu-value.ts";

/** kernel/bpf/hashtab.c, v7.3: values are updated in place, and those of other CPUs start as zeros. */
class PerCpuHashMap extends HashTable<PerCpuValue> {
  #created = 0;

  override lookup(key: Uint8Array): Region | undefined {
    return this.table.get(toHex(key))?.value.current;
  }

  override lookupOnCpu(key: Uint8Array, cpu: number): Region | undefined {
    return this.table.get(toHex(key))?.value.on(cpu);
  }

  override update(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    if (flags > BPF_EXIST) return "EINVAL";
    const name = toHex(key);
    const old = this.table.get(name);
    const refused = checkExistence(old !== undefined, flags);
    if (refused) return refused;
    if (!old && this.table.size >= this.definition.maxEntries) return "E2BIG";
    const values = old?.value ?? this.#take();
    this.copyValue(values.current, value);
    if (!old) this.table.set(name, { key, value: values });
    return undefined;
  }

  override *elements(): Generator<MapElement> {
    for (const { key, value } of [...this.table.values()]) yield { key, value: value.current };
  }

  override *entries(): Generator<MapEntry> {
    for (const { key, value } of this.table.values()) yield { key, value: value.forUser() };
  }

  protected override forget({ all }: PerCpuValue): void {
    for (const value of all) this.cancelFields(value);
  }

  /** pcpu_init_value. */
  #take(): PerCpuValue {
    const number = this.#created++;
    const values =
      this.free.pop() ??
      new PerCpuValue(this.kernel, (cpu) => this.newValue(`${this.name} element ${number} on CPU ${cpu}`));
    for (const { bytes } of values.all) bytes.fill(0);
    return values;
  }
}

export const perCpuHash: MapType = {
  name: "BPF_MAP_TYPE_PERCPU_HASH",
  notModelled: [ORDER],
  check: (definition) => checkHash(definition, hashFlags, true),
  create: (options) => new PerCpuHashMap(options),
};
