import { concatenate } from "../../bytes/concatenate.ts";
import { arrayFlags } from "./array.ts";
import { checkDescriptors } from "./descriptor-array.ts";
import { KernelMap, type MapEntry, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";

const CURRENT_CPU = 0xffff_ffff;
/** Before a record stands its size, a u32. */
const SIZE_BYTES = 4;

/** Bytes up to a size that ends at a multiple of eight (perf_sample_save_raw_data, include/linux/perf_event.h, v7.3). */
function padded(bytes: Uint8Array): Uint8Array {
  const record = new Uint8Array(Math.ceil((bytes.length + SIZE_BYTES) / 8) * 8 - SIZE_BYTES);
  record.set(bytes);
  return record;
}

/** kernel/bpf/arraymap.c, v7.3, with an event of each CPU that somebody has opened, as libbpf's perf buffers do. */
export class PerfEventArrayMap extends KernelMap {
  readonly #records: Uint8Array[] = [];

  /** __bpf_perf_event_output (kernel/trace/bpf_trace.c, v7.3). */
  output(index: number, parts: readonly Uint8Array[]): MapResult {
    const { current, possible } = this.kernel.cpus;
    const cpu = index === CURRENT_CPU ? current : index;
    if (cpu >= this.definition.maxEntries) return "E2BIG";
    if (cpu >= possible) return "ENOENT";
    if (cpu !== current) return "EOPNOTSUPP";
    this.#records.push(padded(concatenate(parts)));
    return undefined;
  }

  override *entries(): Generator<MapEntry> {
    for (const value of this.#records) yield { key: new Uint8Array(0), value };
  }
}

export const perfEventArray: MapType = {
  name: "BPF_MAP_TYPE_PERF_EVENT_ARRAY",
  notModelled: [
    "Events that nobody has opened (-ENOENT), or other ones than PERF_COUNT_SW_BPF_OUTPUT.",
    "Buffers that are full.",
    "bpf_perf_event_read and bpf_perf_event_read_value.",
  ],
  check: (definition) => checkDescriptors(definition, [...arrayFlags, "BPF_F_PRESERVE_ELEMS"]),
  create: (options) => new PerfEventArrayMap(options),
};
