import type { AccessSize } from "../../bytes/integers.ts";
import type { MemoryOperator, Operator } from "../../wasm/operators.ts";

/** How WebAssembly accesses memory in one size. */
export interface AccessWidth {
  /** In a region's limits. */
  readonly index: number;
  readonly load: MemoryOperator;
  readonly loadSigned: MemoryOperator;
  readonly store: MemoryOperator;
  /** Of the bytes that say what was written: as many of them as the access has. */
  readonly loadWritten: MemoryOperator;
  readonly storeWritten: MemoryOperator;
  readonly allWritten: bigint;
  readonly differs: Operator;
}

export const accessWidths: Readonly<Record<AccessSize, AccessWidth>> = {
  1: {
    index: 0,
    load: "i64.load8_u",
    loadSigned: "i64.load8_s",
    store: "i64.store8",
    loadWritten: "i32.load8_u",
    storeWritten: "i32.store8",
    allWritten: 0x01n,
    differs: "i32.ne",
  },
  2: {
    index: 1,
    load: "i64.load16_u",
    loadSigned: "i64.load16_s",
    store: "i64.store16",
    loadWritten: "i32.load16_u",
    storeWritten: "i32.store16",
    allWritten: 0x0101n,
    differs: "i32.ne",
  },
  4: {
    index: 2,
    load: "i64.load32_u",
    loadSigned: "i64.load32_s",
    store: "i64.store32",
    loadWritten: "i32.load",
    storeWritten: "i32.store",
    allWritten: 0x01010101n,
    differs: "i32.ne",
  },
  8: {
    index: 3,
    load: "i64.load",
    loadSigned: "i64.load",
    store: "i64.store",
    loadWritten: "i64.load",
    storeWritten: "i64.store",
    allWritten: 0x0101010101010101n,
    differs: "i64.ne",
  },
};
