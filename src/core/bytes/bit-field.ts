import { readUnsigned, writeUnsigned } from "./integers.ts";

/** Bits of a little-endian struct that stand together: a bit-field, or a whole integer. They begin and end within eight bytes. */
export interface BitField {
  /** From the start of the bytes. */
  readonly bitOffset: number;
  /** In bits. */
  readonly size: number;
}

/** The bytes that hold the field, and how many bits of the first one come before it. */
export function bytesOfField({ bitOffset, size }: BitField): { start: number; length: number; shift: number } {
  const start = Math.floor(bitOffset / 8);
  return { start, length: Math.ceil((bitOffset + size) / 8) - start, shift: bitOffset % 8 };
}

/** Without sign. */
export function readBitField(bytes: Uint8Array, field: BitField): bigint {
  const { start, length, shift } = bytesOfField(field);
  return BigInt.asUintN(field.size, readUnsigned(bytes, start, length) >> BigInt(shift));
}

/** Bits of the value that have no room are dropped, as in C. */
export function writeBitField(bytes: Uint8Array, field: BitField, value: number | bigint): void {
  const { start, length, shift } = bytesOfField(field);
  const inPlace = (bits: bigint) => BigInt.asUintN(field.size, bits) << BigInt(shift);
  const others = readUnsigned(bytes, start, length) & ~inPlace(-1n);
  writeUnsigned(bytes, start, length, others | inPlace(BigInt(value)));
}
