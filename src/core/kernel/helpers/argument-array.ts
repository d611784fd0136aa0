import { readUnsigned, toU32 } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";

/** MAX_BPRINTF_VARARGS (include/linux/bpf.h, v7.3). */
const MOST = 12;
const BYTES = 8;

/** The values of a format's conversions in the program's memory. */
export interface ArgumentArray {
  readonly count: number;
  at(index: number): bigint;
}

/** `data` and `data_len` of bpf_seq_printf and its kin; undefined for -EINVAL. */
export function argumentArray(kernel: Kernel, address: bigint, length: bigint): ArgumentArray | undefined {
  const size = Number(toU32(length));
  if (size % BYTES !== 0 || size > BYTES * MOST || (size > 0 && kernel.memory.isNull(address))) return undefined;
  return {
    count: size / BYTES,
    at: (index) => readUnsigned(kernel.memory.readBytes(address + BigInt(BYTES * index), BYTES), 0, BYTES),
  };
}
