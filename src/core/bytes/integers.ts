/** Sizes that one BPF load or store can have, in bytes. */
export type AccessSize = 1 | 2 | 4 | 8;

/** Reads an unsigned little-endian integer of 1 to 8 bytes. The caller checks the bounds. */
export function readUnsigned(bytes: Uint8Array, offset: number, size: number): bigint {
  let value = 0n;
  for (let index = size - 1; index >= 0; index--) value = (value << 8n) | BigInt(bytes[offset + index] ?? 0);
  return value;
}

/** Writes the low `size` bytes of a value, little-endian. The caller checks the bounds. */
export function writeUnsigned(bytes: Uint8Array, offset: number, size: number, value: bigint): void {
  for (let index = 0; index < size; index++) bytes[offset + index] = Number((value >> BigInt(8 * index)) & 0xffn);
}

export const toU64 = (value: bigint): bigint => BigInt.asUintN(64, value);
export const toS64 = (value: bigint): bigint => BigInt.asIntN(64, value);
export const toU32 = (value: bigint): bigint => BigInt.asUintN(32, value);
export const toS32 = (value: bigint): bigint => BigInt.asIntN(32, value);
