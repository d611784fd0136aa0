import { readUnsigned } from "../../bytes/integers.ts";
import { refuseFlags } from "./flags.ts";
import { indexKey, indexOf } from "./indexed-map.ts";
import { BPF_EXIST, BPF_NOEXIST, type MapEntry, type MapResult } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { PROGRAM_OFFSET, RedirectMap } from "./redirect-map.ts";
import { invalid, tooBig } from "./refusal.ts";

/** struct bpf_cpumap_val: the length of the queue, and the descriptor or id of a program (include/uapi/linux/bpf.h, v7.3). */
const valueSizes: readonly number[] = [4, 8];
const LONGEST_QUEUE = 16384;
/** NR_CPUS as Debian configures it (CONFIG_NR_CPUS, v7.3). */
const MOST_CPUS = 8192;

/** kernel/bpf/cpumap.c, v7.3: queues of other CPUs, which only user space puts in; programs can't look at them. */
class CpuMap extends RedirectMap {
  protected override readonly programType = "BPF_XDP_CPUMAP";
  readonly #queues = new Map<number, Uint8Array>();

  override targetOf(key: number): string | undefined {
    return this.#queues.has(key) ? `CPU ${key}` : undefined;
  }

  override updateFromUser(key: Uint8Array, value: Uint8Array, flags: bigint): MapResult {
    const cpu = indexOf(key);
    const length = readUnsigned(value, 0, 4);
    if (flags > BPF_EXIST) return "EINVAL";
    if (cpu >= this.definition.maxEntries) return "E2BIG";
    if (flags === BPF_NOEXIST) return "EEXIST";
    if (length > LONGEST_QUEUE) return "EOVERFLOW";
    if (cpu >= this.kernel.cpus.possible) return "ENODEV";
    if (length === 0n) return void this.#queues.delete(cpu);
    if (value.length > PROGRAM_OFFSET && BigInt.asIntN(32, readUnsigned(value, PROGRAM_OFFSET, 4)) > 0n) return "EBADF";
    this.#queues.set(cpu, value.slice());
    return undefined;
  }

  override *entries(): Generator<MapEntry> {
    for (const [cpu, value] of [...this.#queues].sort(([left], [right]) => left - right)) {
      yield { key: indexKey(cpu), value };
    }
  }
}

export const cpuMap: MapType = {
  name: "BPF_MAP_TYPE_CPUMAP",
  notModelled: [
    "The id of a CPU's program in the value (bpf_prog of struct bpf_cpumap_val): it stays 0.",
    "Handing over: only the program of the CPU is run on a packet that came in on a device.",
  ],
  /** cpu_map_alloc. */
  check(definition) {
    const { maxEntries, keySize, valueSize } = definition;
    if (keySize !== 4) return invalid("its key must have 4 bytes");
    if (maxEntries === 0) return invalid("it needs max_entries");
    if (!valueSizes.includes(valueSize)) return invalid(`its value must have ${valueSizes.join(" or ")} bytes`);
    const refused = refuseFlags(definition, ["BPF_F_NUMA_NODE"]);
    return refused ?? (maxEntries > MOST_CPUS ? tooBig("its max_entries are more than there can be CPUs") : undefined);
  },
  create: (options) => new CpuMap(options),
};
