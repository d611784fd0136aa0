import { readUnsigned, writeUnsigned } from "./integers.ts";

/** A bit-field of a little-endian struct, of at most 32 bits, which C puts into one unit of four bytes. */
export interface BitField {
  /** From the start of the bytes. */
  readonly bitOffset: number;
  /** In bits. */
  readonly size: number;
}

const UNIT_BYTES = 4;
const UNIT_BITS = 8 * UNIT_BYTES;

/** Where the field's unit begins, in bytes; the last one may be cut off by the end of the struct. */
function unitOf(bytes: Uint8Array, bitOffset: number): { start: number; length: number; shift: bigint } {
  const start = Math.floor(bitOffset / UNIT_BITS) * UNIT_BYTES;
  return { start, length: Math.min(UNIT_BYTES, bytes.length - start), shift: BigInt(bitOffset % UNIT_BITS) };
}

/** Without sign. */
export function readBitField(bytes: Uint8Array, { bitOffset, size }: BitField): number {
  const { start, length, shift } = unitOf(bytes, bitOffset);
  return Number(BigInt.asUintN(size, readUnsigned(bytes, start, length) >> shift));
}

/** Bits of the value that have no room are dropped, as in C. */
export function writeBitField(bytes: Uint8Array, { bitOffset, size }: BitField, value: number | bigint): void {
  const { start, length, shift } = unitOf(bytes, bitOffset);
  const mask = BigInt.asUintN(size, -1n) << shift;
  const others = readUnsigned(bytes, start, length) & ~mask;
  writeUnsigned(bytes, start, length, others | (BigInt.asUintN(size, BigInt(value)) << shift));
}
