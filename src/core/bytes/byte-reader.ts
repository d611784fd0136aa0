import { counted } from "../words/counted.ts";

/** A read past the end of the data. Readers of untrusted formats catch it once, at their entry, and turn it into a diagnostic. */
export class OutOfData extends Error {
  readonly offset: number;
  constructor(offset: number, length: number, available: number) {
    super(`${counted(length, "byte")} at offset ${offset} end past the data, which has ${available}`);
    this.offset = offset;
  }
}

/** Little-endian reads at absolute offsets, every one checked against the end. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  #check(offset: number, length: number): void {
    if (!Number.isSafeInteger(offset) || offset < 0 || length < 0 || offset + length > this.bytes.length) {
      throw new OutOfData(offset, length, this.bytes.length);
    }
  }

  u8(offset: number): number {
    this.#check(offset, 1);
    return this.#view.getUint8(offset);
  }

  u16(offset: number): number {
    this.#check(offset, 2);
    return this.#view.getUint16(offset, true);
  }

  u32(offset: number): number {
    this.#check(offset, 4);
    return this.#view.getUint32(offset, true);
  }

  s32(offset: number): number {
    this.#check(offset, 4);
    return this.#view.getInt32(offset, true);
  }

  u64(offset: number): bigint {
    this.#check(offset, 8);
    return this.#view.getBigUint64(offset, true);
  }

  /** A 64-bit offset or size as a number; one past 2^53 is out of data by definition. */
  size64(offset: number): number {
    return Number(this.u64(offset));
  }

  /** A signed 64-bit value as a number; exact within 2^53, which the addresses of an x86-64 kernel and its modules are. */
  signed64(offset: number): number {
    this.#check(offset, 8);
    return Number(this.#view.getBigInt64(offset, true));
  }

  /** A view of the same memory, not a copy. */
  slice(offset: number, length: number): Uint8Array {
    this.#check(offset, length);
    return this.bytes.subarray(offset, offset + length);
  }

  /** The NUL-terminated string at an offset, read as UTF-8. */
  cString(offset: number): string {
    this.#check(offset, 1);
    const end = this.bytes.indexOf(0, offset);
    if (end < 0) throw new OutOfData(offset, this.bytes.length - offset + 1, this.bytes.length);
    return new TextDecoder().decode(this.bytes.subarray(offset, end));
  }
}
