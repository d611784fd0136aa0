import type { Kernel } from "../kernel.ts";
import { argumentArray } from "./argument-array.ts";
import { errnoResult } from "./errno-result.ts";
import { formatLine } from "./format.ts";
import type { HelperModel } from "./helper.ts";
import { memorySize } from "./memory-size.ts";

/** Lines of one run that are kept. */
const MOST_LINES = 1000;
/** MAX_TRACE_PRINTK_VARARGS (kernel/trace/bpf_trace.c, v7.3) and MAX_BPRINTF_VARARGS (include/linux/bpf.h, v7.3). */
const MOST_IN_REGISTERS = 3;

const EINVAL = errnoResult("EINVAL");

const NOT_MODELLED = [
  "Where the text goes: it is kept with the run, not written to trace_pipe.",
  "Pointers by %p: they are not hashed.",
  "The conversions %pK, %ps, %pS, %pB, %pks, %pus and those of addresses, such as %pI4: they give -EINVAL.",
  "-ENOSPC, for texts of more than 512 bytes together.",
];

interface Format {
  readonly address: bigint;
  readonly size: bigint;
  /** The most conversions that there are arguments for. */
  readonly most: number;
}

/** Gives the length of the line, also where it was cut to fit. */
function print(kernel: Kernel, { address, size, most }: Format, argument: (index: number) => bigint): bigint {
  const format = kernel.memory.readBytes(address, memorySize(kernel, size));
  const line = formatLine(kernel.memory, format, most, argument);
  if (!line) return EINVAL;
  if (kernel.printed.length < MOST_LINES) kernel.printed.push(new TextDecoder().decode(line.bytes));
  return BigInt(line.length);
}

const tracePrintk: HelperModel = {
  name: "bpf_trace_printk",
  notModelled: NOT_MODELLED,
  call: (kernel, args) =>
    print(kernel, { address: args(0), size: args(1), most: MOST_IN_REGISTERS }, (index) => args(2 + index)),
};

const traceVprintk: HelperModel = {
  name: "bpf_trace_vprintk",
  notModelled: NOT_MODELLED,
  call(kernel, args) {
    const values = argumentArray(kernel, args(2), args(3));
    if (!values) return EINVAL;
    return print(kernel, { address: args(0), size: args(1), most: values.count }, values.at);
  },
};

export const printing: readonly HelperModel[] = [tracePrintk, traceVprintk];
