import { concatenate } from "../../bytes/concatenate.ts";
import type { Memory, Region } from "../../vm/memory.ts";

/** The parts of a packet as a test run hands it over. */
export interface PacketBytes {
  readonly linear: Uint8Array;
  readonly fragments: readonly Uint8Array[];
}

interface Stretch {
  readonly region: Region;
  readonly from: number;
  readonly to: number;
}

/** Where the bytes of a packet from an offset on stand, part by part. */
function stretches(parts: readonly Region[], offset: number, length: number): Stretch[] {
  let start = 0;
  return parts.flatMap((region) => {
    const from = Math.max(0, offset - start);
    const to = Math.min(region.size, offset + length - start);
    start += region.size;
    return from < to ? [{ region, from, to }] : [];
  });
}

/** Bytes out of a packet, across its parts; a copy. */
export const copyOut = (parts: readonly Region[], offset: number, length: number): Uint8Array =>
  concatenate(stretches(parts, offset, length).map(({ region, from, to }) => region.bytes.subarray(from, to)));

/** Bytes into a packet, across its parts. */
export function copyIn(memory: Memory, parts: readonly Region[], offset: number, bytes: Uint8Array): void {
  let at = 0;
  for (const { region, from, to } of stretches(parts, offset, bytes.length)) {
    memory.writeBytes(memory.addressOf(region, from), bytes.subarray(at, at + to - from));
    at += to - from;
  }
}

/** Of all parts together. */
export const lengthOf = (parts: readonly Region[]): number => parts.reduce((length, part) => length + part.size, 0);
