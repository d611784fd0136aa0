import type { AccessSize } from "../../bytes/integers.ts";

/** The width of a load or store: RFC 9669 section 5, table 11. */
export interface MemorySize {
  readonly code: number;
  readonly bytes: AccessSize;
  readonly unsigned: string;
  readonly signed: string;
}

export const memorySizes: readonly MemorySize[] = [
  { code: 0x00, bytes: 4, unsigned: "u32", signed: "s32" },
  { code: 0x08, bytes: 2, unsigned: "u16", signed: "s16" },
  { code: 0x10, bytes: 1, unsigned: "u8", signed: "s8" },
  { code: 0x18, bytes: 8, unsigned: "u64", signed: "s64" },
];
