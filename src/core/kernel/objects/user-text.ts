import { readUserMemory } from "../helpers/probe-read.ts";
import type { Kernel } from "../kernel.ts";

const WORD = 8;

export interface CopiedText {
  /** What stands at the start of the destination then; behind the NUL there are zeros to the end of the word. */
  readonly bytes: Uint8Array;
  /** Without the NUL; the limit where there is none before. */
  readonly length: number;
  /** Whether all could be read up to the NUL or the limit. */
  readonly isRead: boolean;
}

/** strncpy_from_user (lib/strncpy_from_user.c, v7.3): by words of eight bytes as long as they fit, then byte by byte. */
export function copyUserText(kernel: Kernel, address: bigint, limit: number): CopiedText {
  const source = readUserMemory(kernel, address, limit);
  const end = source.indexOf(0);
  if (end < 0) return { bytes: source, length: source.length, isRead: source.length === limit };
  const wordEnd = (Math.floor(end / WORD) + 1) * WORD;
  const bytes = new Uint8Array(wordEnd <= source.length ? wordEnd : end + 1);
  bytes.set(source.subarray(0, end));
  return { bytes, length: end, isRead: true };
}
