import type { Kernel } from "../kernel.ts";
import { UserRingBufferMap } from "../maps/user-ring-buffer.ts";
import { constDynptr } from "../objects/const-dynptr.ts";
import { memoryTarget } from "../objects/dynptr-target.ts";
import { type Callback, callbackArgument } from "./callback-argument.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { mapArgument } from "./map-argument.ts";

/** BPF_RB_NO_WAKEUP and BPF_RB_FORCE_WAKEUP (include/uapi/linux/bpf.h, v7.3). */
const WAKEUP_FLAGS = 3n;

function ringArgument(kernel: Kernel, address: bigint): UserRingBufferMap {
  const map = mapArgument(kernel, address);
  if (map instanceof UserRingBufferMap) return map;
  const message = `bpf_user_ringbuf_drain can't take ${map.name}, a map of type ${map.typeName}`;
  return kernel.fault("helper-argument", message);
}

/** The callback's dynptr is there as long as the callback runs. */
function handOver(kernel: Kernel, bytes: Uint8Array, callback: Callback, context: bigint): bigint {
  const { memory } = kernel;
  const region = memory.allocate({ kind: "map-value", name: "user record", bytes: bytes.slice() });
  const dynptr = constDynptr(kernel, memoryTarget(kernel, "BPF_DYNPTR_TYPE_LOCAL", region, 0), bytes.length);
  const result = callback(memory.addressOf(dynptr.region), context);
  dynptr.destroy(kernel.slot);
  memory.release(dynptr.region, kernel.slot);
  memory.release(region, kernel.slot);
  return result;
}

/** kernel/bpf/ringbuf.c, v7.3: how many records the callback was handed. */
export const userRing: readonly HelperModel[] = [
  {
    name: "bpf_user_ringbuf_drain",
    notModelled: ["That a callback drains the buffer that it is called for (-EBUSY)."],
    call(kernel, args) {
      const map = ringArgument(kernel, args(0));
      const callback = callbackArgument(kernel, args(1), "R2");
      const context = args(2);
      if ((args(3) & ~WAKEUP_FLAGS) !== 0n) return errnoResult("EINVAL");
      let drained = 0n;
      for (let record = map.take(); record; record = map.take()) {
        drained++;
        if (handOver(kernel, record, callback, context) !== 0n) break;
      }
      return drained;
    },
  },
];
