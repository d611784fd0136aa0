import type { ProgramType } from "../../uapi/program-types.ts";
import type { Kernel } from "../kernel.ts";
import { PerfEventArrayMap } from "../maps/perf-event-array.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { mapArgument } from "./map-argument.ts";
import { memorySize } from "./memory-size.ts";

/** BPF_F_INDEX_MASK and BPF_F_CTXLEN_MASK (include/uapi/linux/bpf.h, v7.3). */
const INDEX_MASK = 0xffff_ffffn;
const LENGTH_MASK = 0xf_ffffn << 32n;

/** Programs on a packet, whose first bytes may stand behind the record (net/core/filter.c, v7.3). */
const onPacket: readonly ProgramType[] = [
  "BPF_PROG_TYPE_SOCKET_FILTER",
  "BPF_PROG_TYPE_CGROUP_SKB",
  "BPF_PROG_TYPE_SCHED_CLS",
  "BPF_PROG_TYPE_SCHED_ACT",
  "BPF_PROG_TYPE_SK_SKB",
  "BPF_PROG_TYPE_LWT_IN",
  "BPF_PROG_TYPE_LWT_OUT",
  "BPF_PROG_TYPE_LWT_XMIT",
  "BPF_PROG_TYPE_LWT_SEG6LOCAL",
  "BPF_PROG_TYPE_XDP",
];

/** The packet behind the context, for programs that run on one. */
function packetBytes({ program, xdp, skb }: Kernel): Uint8Array | undefined {
  return onPacket.some((type) => type === program.programType) ? (xdp ?? skb)?.bytes() : undefined;
}

function eventArray(kernel: Kernel, address: bigint): PerfEventArrayMap {
  const map = mapArgument(kernel, address, "R2");
  if (map instanceof PerfEventArrayMap) return map;
  return kernel.fault("helper-argument", `bpf_perf_event_output can't take ${map.name}, a map of type ${map.typeName}`);
}

/** bpf_perf_event_output, bpf_skb_event_output, bpf_xdp_event_output and bpf_event_output_data (v7.3). */
export const perfEvent: readonly HelperModel[] = [
  {
    name: "bpf_perf_event_output",
    notModelled: ["That the first argument is the context."],
    call(kernel, args) {
      args(0);
      const map = eventArray(kernel, args(1));
      const flags = args(2);
      const size = args(4) === 0n ? 0 : memorySize(kernel, args(4));
      const data = size === 0 ? new Uint8Array(0) : kernel.memory.readBytes(args(3), size);
      const packet = packetBytes(kernel);
      const known = packet ? INDEX_MASK | LENGTH_MASK : INDEX_MASK;
      if ((flags & ~known) !== 0n) return errnoResult("EINVAL");
      const length = Number((flags & LENGTH_MASK) >> 32n);
      if (packet && length > packet.length) return errnoResult("EFAULT");
      const parts = packet ? [data, packet.subarray(0, length)] : [data];
      return errnoResult(map.output(Number(flags & INDEX_MASK), parts));
    },
  },
];
