import { negativeErrno } from "../../uapi/errno.ts";
import { argumentArray } from "../helpers/argument-array.ts";
import { formatLine } from "../helpers/format.ts";
import { kernelMemory } from "../helpers/probe-read.ts";
import type { Kernel } from "../kernel.ts";
import type { StreamName } from "../objects/program-streams.ts";
import type { KfuncModel } from "./model.ts";

/** A format is a constant of the program's. */
const LONGEST_FORMAT = 4096;

/** By enum bpf_stream_id. */
const names: ReadonlyMap<number, StreamName> = new Map([
  [1, "stdout"],
  [2, "stderr"],
]);

function formatAt(kernel: Kernel, address: bigint): Uint8Array {
  const bytes: number[] = [];
  for (let at = address; bytes.length < LONGEST_FORMAT; at++) {
    const byte = kernelMemory(kernel, at, 1);
    if (typeof byte === "string") break;
    bytes.push(byte[0] ?? 0);
    if (byte[0] === 0) break;
  }
  return Uint8Array.from(bytes);
}

/** kernel/bpf/stream.c, v7.3. */
export const bpf_stream_vprintk: KfuncModel<"bpf_stream_vprintk"> = {
  name: "bpf_stream_vprintk",
  notModelled: [
    "A reader of the streams: what a run writes stays there to its end.",
    "The conversions that bpf_trace_printk does not know here either: they give -EINVAL.",
  ],
  call(kernel, { stream_id, fmt__str, args, len__sz }) {
    const stream = names.get(stream_id);
    if (stream === undefined) return negativeErrno("ENOENT");
    const values = argumentArray(kernel, args.address, BigInt(len__sz));
    if (!values) return negativeErrno("EINVAL");
    const line = formatLine(kernel.memory, formatAt(kernel, fmt__str), values.count, values.at);
    if (!line) return negativeErrno("EINVAL");
    return kernel.streams.current[stream].write(line.bytes) ? 0 : negativeErrno("ENOSPC");
  },
};

export const bpf_stream_print_stack: KfuncModel<"bpf_stream_print_stack"> = {
  name: "bpf_stream_print_stack",
  notModelled: [
    "The line with the CPU and process, the kernel's own functions, and places in machine code: a stack is written without them, and takes no room.",
  ],
  call(kernel, { stream_id }) {
    const stream = names.get(stream_id);
    if (stream === undefined) return negativeErrno("ENOENT");
    kernel.streams.current[stream].report(kernel.streams.stack);
    return 0;
  },
};
