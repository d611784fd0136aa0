import { toU64 } from "../../bytes/integers.ts";
import { errnoValues } from "../../uapi/errno.ts";
import { FaultSignal } from "../../vm/fault-signal.ts";
import type { HelperModel } from "./helper.ts";

/** kernel/trace/bpf_trace.c, v7.3: an address that can't be read gives -EFAULT and zeros, never a fault. */
const probeReadKernel: HelperModel = {
  name: "bpf_probe_read_kernel",
  gplOnly: true,
  notModelled: ["Pointer members of kernel objects: they are read as zeros."],
  call({ memory }, args) {
    const size = Number(BigInt.asUintN(32, args(1)));
    memory.resolve(args(0), { intent: "write", size });
    try {
      memory.writeBytes(args(0), memory.readBytes(args(2), size));
      return 0n;
    } catch (signal) {
      if (!(signal instanceof FaultSignal)) throw signal;
      memory.writeBytes(args(0), new Uint8Array(size));
      return toU64(BigInt(-errnoValues.EFAULT));
    }
  },
};

export const probeRead: readonly HelperModel[] = [probeReadKernel];
