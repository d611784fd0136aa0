import type { Region } from "../../vm/memory.ts";
import { checkArray } from "./array.ts";
import { accessFlags } from "./flags.ts";
import { IndexedMap, indexKey, indexOf } from "./indexed-map.ts";
import { BPF_EXIST, BPF_NOEXIST, type MapElement, type MapEntry, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { PerCpuValue } from "./per-cpu-value.ts";
import { refusePerCpuValue } from "./refusal.ts";

/** kernel/bpf/arraymap.c, v7.3. A program updates the value of its own CPU. */
class PerCpuArrayMap extends IndexedMap<PerCpuValue> {
  protected override create(name: string): PerCpuValue {
    return new PerCpuValue(this.kernel, (cpu) => this.newValue(`${name} on CPU ${cpu}`));
  }

  override lookup(key: Uint8Array): Region | undefined {
    return this.valueAt(indexOf(key))?.current;
  }

  override lookupOnCpu(key: Uint8Array, cpu: number): Region | undefined {
    return this.valueAt(indexOf(key))?.on(cpu);
  }

  override update(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    if (flags > BPF_EXIST) return "EINVAL";
    const region = this.lookup(key);
    if (!region) return "E2BIG";
    if (flags === BPF_NOEXIST) return "EEXIST";
    this.copyValue(region, value);
    return undefined;
  }

  override *elements(): Generator<MapElement> {
    for (let index = 0; index < this.definition.maxEntries; index++) {
      const value = this.valueAt(index)?.current;
      if (value) yield { key: indexKey(index), value };
    }
  }

  override *entries(): Generator<MapEntry> {
    for (let index = 0; index < this.definition.maxEntries; index++) {
      const value = this.valueAt(index);
      if (value) yield { key: indexKey(index), value: value.forUser() };
    }
  }
}

export const perCpuArray: MapType = {
  name: "BPF_MAP_TYPE_PERCPU_ARRAY",
  notModelled: [],
  check: (definition) => checkArray(definition, accessFlags) ?? refusePerCpuValue(definition.valueSize),
  create: (options) => new PerCpuArrayMap(options),
};
