import { classes, sources } from "../encoding.ts";

/** One byte swap of RFC 9669 section 4.2, for a little-endian machine; the immediate says how many bits. */
export interface ByteSwap {
  readonly opcode: number;
  readonly name: string;
  /** Takes the 64-bit register; the result has `bits` bits. */
  readonly apply: (value: bigint, bits: number) => bigint;
  /** Whether the bytes change places; otherwise only the upper bits are cleared. */
  readonly reverses: boolean;
}

function reverseBytes(value: bigint, bits: number): bigint {
  let reversed = 0n;
  for (let shift = 0; shift < bits; shift += 8) reversed = (reversed << 8n) | ((value >> BigInt(shift)) & 0xffn);
  return reversed;
}

const keepLowBits = (value: bigint, bits: number): bigint => BigInt.asUintN(bits, value);

const END = 0xd0;

export const byteSwaps: readonly ByteSwap[] = [
  { opcode: classes.ALU | END | sources.K, name: "le", apply: keepLowBits, reverses: false },
  { opcode: classes.ALU | END | sources.X, name: "be", apply: reverseBytes, reverses: true },
  { opcode: classes.ALU64 | END | sources.K, name: "bswap", apply: reverseBytes, reverses: true },
];

export const swapWidths: readonly number[] = [16, 32, 64];
