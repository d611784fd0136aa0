import { DEEPEST_STACK, stacksNotModelled } from "../objects/call-stack.ts";
import { frameBytes, writeFrames } from "../objects/stack-frames.ts";
import { hasFlag, refuseFlags } from "./flags.ts";
import { KernelMap, type MapEntry } from "./map.ts";
import type { MapType } from "./map-type.ts";
import { invalid } from "./refusal.ts";

const KEY_BYTES = 4;

/** What becomes of a stack where another one, or the same one, stands in its bucket. */
export interface StackStorage {
  /** BPF_F_FAST_STACK_CMP: the hash decides. */
  readonly byHash: boolean;
  /** BPF_F_REUSE_STACKID: it takes the place. */
  readonly replaces: boolean;
}

interface Bucket {
  readonly hash: number;
  readonly addresses: readonly bigint[];
}

/** FNV-1a over the addresses, in the place of the kernel's jhash2: the addresses are not those of Linux, either. */
function hashOf(addresses: readonly bigint[]): number {
  let hash = 0x811c_9dc5;
  for (const address of addresses) {
    for (let at = 0n; at < 64n; at += 8n) hash = Math.imul(hash ^ Number((address >> at) & 0xffn), 0x0100_0193) >>> 0;
  }
  return hash;
}

/** Stacks in buckets by their hash (kernel/bpf/stackmap.c, v7.3). Programs put them in, user space reads them. */
export class StackTraceMap extends KernelMap {
  readonly #buckets = new Map<number, Bucket>();

  get withBuildIds(): boolean {
    return hasFlag(this.definition, "BPF_F_STACK_BUILD_ID");
  }

  get mostFrames(): number {
    return this.definition.valueSize / (this.withBuildIds ? frameBytes.buildId : frameBytes.address);
  }

  /** The number of the bucket that holds the stack then; -EEXIST where another one stands there. Memory is for `max_entries`. */
  store(addresses: readonly bigint[], { byHash, replaces }: StackStorage): number | "EEXIST" | "ENOMEM" {
    const hash = hashOf(addresses);
    const count = 2 ** Math.ceil(Math.log2(this.definition.maxEntries));
    const id = hash % count;
    const found = this.#buckets.get(id);
    const isSame = found?.hash === hash && (byHash || found.addresses.join() === addresses.join());
    if (isSame) return id;
    if (found && !replaces) return "EEXIST";
    if (this.#buckets.size >= this.definition.maxEntries) return "ENOMEM";
    this.#buckets.set(id, { hash, addresses });
    return id;
  }

  override entries(): readonly MapEntry[] {
    const { valueSize } = this.definition;
    return [...this.#buckets.entries()]
      .sort(([left], [right]) => left - right)
      .map(([id, { addresses }]) => {
        const key = new Uint8Array(KEY_BYTES);
        new DataView(key.buffer).setUint32(0, id, true);
        return { key, value: writeFrames(addresses, valueSize, this.withBuildIds) };
      });
  }
}

export const stackTrace: MapType = {
  name: "BPF_MAP_TYPE_STACK_TRACE",
  notModelled: [...stacksNotModelled, "The numbers that stacks get, which follow from the addresses."],
  /** stack_map_alloc (kernel/bpf/stackmap.c, v7.3). */
  check(definition) {
    const { maxEntries, keySize, valueSize } = definition;
    const refused = refuseFlags(definition, [
      "BPF_F_NUMA_NODE",
      "BPF_F_RDONLY",
      "BPF_F_WRONLY",
      "BPF_F_STACK_BUILD_ID",
    ]);
    if (refused) return refused;
    if (maxEntries === 0 || keySize !== KEY_BYTES) return invalid("it needs max_entries and a key of 4 bytes");
    const frame = hasFlag(definition, "BPF_F_STACK_BUILD_ID") ? frameBytes.buildId : frameBytes.address;
    if (valueSize === 0 || valueSize % frame !== 0) return invalid(`its value is a stack of ${frame} bytes a frame`);
    return valueSize / frame > DEEPEST_STACK ? invalid(`its value has at most ${DEEPEST_STACK} frames`) : undefined;
  },
  create: (options) => new StackTraceMap(options),
};
