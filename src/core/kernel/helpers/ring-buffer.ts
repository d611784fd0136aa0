import type { Region } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import { RingBufferMap, type RingRecord } from "../maps/ring-buffer.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { mapArgument } from "./map-argument.ts";
import { memorySize } from "./memory-size.ts";

/** BPF_RB_NO_WAKEUP and BPF_RB_FORCE_WAKEUP (include/uapi/linux/bpf.h, v7.3). */
const WAKEUP_FLAGS = 3n;
/** Of bpf_ringbuf_query. */
const queries = { AVAIL_DATA: 0n, RING_SIZE: 1n, CONS_POS: 2n, PROD_POS: 3n, OVERWRITE_POS: 4n } as const;

const NOT_MODELLED = ["A reader: nothing leaves the buffer while the program runs."];

export function ringBufferArgument(kernel: Kernel, address: bigint): RingBufferMap {
  const map = mapArgument(kernel, address);
  if (map instanceof RingBufferMap) return map;
  return kernel.fault("helper-argument", `a ring buffer is expected, ${map.name} is of type ${map.typeName}`);
}

/** The record that a pointer to its start was reserved for; the pointer is dead from now on. */
function takeRecord(kernel: Kernel, address: bigint): RingRecord {
  const location = kernel.memory.locate(address);
  const held = location?.offset === 0 ? kernel.references.find(location.region) : undefined;
  const record = held && recordOf(kernel, held.region);
  if (!record) {
    const what = location?.region.name ?? "a number";
    return kernel.fault("release-unowned", `R1 is ${what} where a reserved record is expected`);
  }
  kernel.references.release(held);
  return record;
}

const recordsOf = new WeakMap<Kernel, Map<Region, RingRecord>>();

/** The record whose memory a region is. */
export const recordOf = (kernel: Kernel, region: Region): RingRecord | undefined => recordsOf.get(kernel)?.get(region);

/** Reserves a record that the program must submit or discard. */
export function reserveRecord(kernel: Kernel, map: RingBufferMap, size: bigint): RingRecord | undefined {
  const record = map.reserve(size);
  if (!record) return undefined;
  const known = recordsOf.get(kernel) ?? new Map<Region, RingRecord>();
  recordsOf.set(kernel, known.set(record.region, record));
  return record;
}

const finish = (name: HelperModel["name"], state: "submitted" | "discarded"): HelperModel => ({
  name,
  notModelled: NOT_MODELLED,
  call(kernel, args) {
    const record = takeRecord(kernel, args(0));
    record.state = state;
    return 0n;
  },
});

/** kernel/bpf/ringbuf.c, v7.3. */
export const ringBuffer: readonly HelperModel[] = [
  {
    name: "bpf_ringbuf_reserve",
    notModelled: NOT_MODELLED,
    call(kernel, args) {
      const map = ringBufferArgument(kernel, args(0));
      const record = args(2) === 0n ? reserveRecord(kernel, map, args(1)) : undefined;
      if (!record) return 0n;
      kernel.references.hold(record.region);
      return kernel.memory.addressOf(record.region, 0);
    },
  },
  finish("bpf_ringbuf_submit", "submitted"),
  finish("bpf_ringbuf_discard", "discarded"),
  {
    name: "bpf_ringbuf_output",
    notModelled: NOT_MODELLED,
    call(kernel, args) {
      const map = ringBufferArgument(kernel, args(0));
      const size = args(2) === 0n ? 0 : memorySize(kernel, args(2));
      const bytes = size === 0 ? new Uint8Array(0) : kernel.memory.readBytes(args(1), size);
      if ((args(3) & ~WAKEUP_FLAGS) !== 0n) return errnoResult("EINVAL");
      const record = map.reserve(BigInt(size));
      if (!record) return errnoResult("EAGAIN");
      record.region.bytes.set(bytes);
      record.state = "submitted";
      return 0n;
    },
  },
  {
    name: "bpf_ringbuf_query",
    notModelled: NOT_MODELLED,
    call(kernel, args) {
      const map = ringBufferArgument(kernel, args(0));
      const query = args(1);
      if (query === queries.AVAIL_DATA || query === queries.PROD_POS) return BigInt(map.producerPosition);
      return query === queries.RING_SIZE ? BigInt(map.ringSize) : 0n;
    },
  },
];
