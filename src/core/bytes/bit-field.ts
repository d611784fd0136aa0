/** A bit-field of a little-endian struct that lies within one byte. */
export interface BitField {
  /** From the start of the bytes. */
  readonly bitOffset: number;
  /** In bits. */
  readonly size: number;
}

export function readBitField(bytes: Uint8Array, { bitOffset, size }: BitField): number {
  return ((bytes[bitOffset >> 3] ?? 0) >> (bitOffset & 7)) & ((1 << size) - 1);
}

export function writeBitField(bytes: Uint8Array, { bitOffset, size }: BitField, value: number): void {
  const mask = ((1 << size) - 1) << (bitOffset & 7);
  const byte = bytes[bitOffset >> 3] ?? 0;
  bytes[bitOffset >> 3] = (byte & ~mask) | ((value << (bitOffset & 7)) & mask);
}
