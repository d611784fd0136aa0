import { readUnsigned, writeUnsigned } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import type { ObjectPointer, StructPointer } from "../kfuncs/argument-types.ts";

/** What kfuncs take for a mask: an object of the kernel, or memory of the program that is as large. */
export type MaskPointer = ObjectPointer | StructPointer<string>;

const WORD_BYTES = 8;
const WORD_BITS = 8 * WORD_BYTES;

/** BITS_TO_LONGS(nr_cpu_ids): only these words of a mask are ever looked at. */
const wordsFor = ({ cpus }: Kernel): number => Math.ceil(cpus.possible / WORD_BITS);

/** bitmap_size(nr_cpu_ids), in bytes. */
export const bitmapSize = (kernel: Kernel): number => WORD_BYTES * wordsFor(kernel);

/** All CPUs that there can be: the first nr_cpu_ids bits. */
export const possibleCpus = ({ cpus }: Kernel): bigint => (1n << BigInt(cpus.possible)) - 1n;

/** The words of a bitmap as one number, CPU 0 in its lowest bit. */
export function bitsOf(bytes: Uint8Array): bigint {
  let bits = 0n;
  for (let at = bytes.length - WORD_BYTES; at >= 0; at -= WORD_BYTES) {
    bits = (bits << BigInt(WORD_BITS)) | readUnsigned(bytes, at, WORD_BYTES);
  }
  return bits;
}

function bytesOf(bits: bigint, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += WORD_BYTES) {
    writeUnsigned(bytes, at, WORD_BYTES, BigInt.asUintN(WORD_BITS, bits >> BigInt(8 * at)));
  }
  return bytes;
}

/** Whole words: those behind the last CPU's bit too. */
export function readMask(kernel: Kernel, mask: MaskPointer): bigint {
  const size = bitmapSize(kernel);
  if (!("object" in mask)) return bitsOf(kernel.memory.readBytes(mask.address, size));
  const start = mask.offset ?? 0;
  return bitsOf(mask.object.region.bytes.slice(start, start + size));
}

export function writeMask(kernel: Kernel, mask: MaskPointer, bits: bigint): void {
  const bytes = bytesOf(bits, bitmapSize(kernel));
  if ("object" in mask) mask.object.region.bytes.set(bytes, mask.offset ?? 0);
  else kernel.memory.writeBytes(mask.address, bytes);
}
