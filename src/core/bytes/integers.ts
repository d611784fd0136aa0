/** Sizes that one BPF load or store can have, in bytes. */
export type AccessSize = 1 | 2 | 4 | 8;

/** Up to four bytes, little-endian, as a number without sign. */
function readWord(bytes: Uint8Array, offset: number, size: number): number {
  let value = 0;
  for (let index = size - 1; index >= 0; index--) value = (value << 8) | (bytes[offset + index] ?? 0);
  return value >>> 0;
}

/** Reads an unsigned little-endian integer of 1 to 8 bytes. The caller checks the bounds. */
export function readUnsigned(bytes: Uint8Array, offset: number, size: number): bigint {
  const low = BigInt(readWord(bytes, offset, Math.min(size, 4)));
  return size <= 4 ? low : (BigInt(readWord(bytes, offset + 4, size - 4)) << 32n) | low;
}

function writeWord(bytes: Uint8Array, offset: number, size: number, word: number): void {
  for (let index = 0; index < size; index++) bytes[offset + index] = word >>> (8 * index);
}

/** Writes the low `size` bytes of a value, little-endian. The caller checks the bounds. */
export function writeUnsigned(bytes: Uint8Array, offset: number, size: number, value: bigint): void {
  writeWord(bytes, offset, Math.min(size, 4), Number(BigInt.asUintN(32, value)));
  if (size > 4) writeWord(bytes, offset + 4, size - 4, Number(BigInt.asUintN(32, value >> 32n)));
}

/** Two bytes in the network's order; those past the end count as zeros. */
export const readBigEndian16 = (bytes: Uint8Array, offset: number): number =>
  ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);

export const toU64 = (value: bigint): bigint => BigInt.asUintN(64, value);
export const toS64 = (value: bigint): bigint => BigInt.asIntN(64, value);
export const toU32 = (value: bigint): bigint => BigInt.asUintN(32, value);
export const toS32 = (value: bigint): bigint => BigInt.asIntN(32, value);
