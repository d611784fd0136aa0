import { REGISTER_VALUES, WRITTEN_BITS } from "../registers.ts";

/**
 * Where things stand in the linear memory that translated programs run on, in bytes. The state of the registers comes
 * first, then a table with an entry for each region, then the contents of the regions.
 */
export const state = {
  registers: REGISTER_VALUES,
  written: WRITTEN_BITS,
  /** The instruction that a function ended at. */
  slot: WRITTEN_BITS + 4,
  /** Instructions that the run may still execute, 64 bits. */
  budget: WRITTEN_BITS + 8,
  /** The contents of the current frame's stack. */
  stack: WRITTEN_BITS + 16,
  /** How often may_goto falls through in a frame. */
  loopBudget: WRITTEN_BITS + 20,
  /** How many regions there are. */
  regions: WRITTEN_BITS + 24,
  /** How often may_goto fell through in the frame that the interpreter takes over. */
  loops: WRITTEN_BITS + 28,
} as const;

export const registerAt = (index: number): number => state.registers + 8 * index;

export const TABLE = 4096;
export const ENTRY_BITS = 6;
/** Regions with a greater id are reached outside of the translation only. */
export const MOST_REGIONS = 1024;
/** What an engine itself needs stands here, then the contents of regions. */
export const HEAP = TABLE + (MOST_REGIONS << ENTRY_BITS);

/** Of a value that is known at the start of a run. */
export const CONSTANT_SIZE = 8;

/** The sizes of an access by the index that they have in an entry's limits. */
export const accessSizes = [1, 2, 4, 8] as const;

/**
 * The fields of a region's entry. A limit is the first offset at which an access of its size is not possible: four in a row,
 * for 1, 2, 4 and 8 bytes. All limits are 0 where the region must be reached outside of the translation.
 */
export const entry = {
  /** What to add to the lower half of an address, modulo 2^32, to get its place in linear memory. */
  displacement: 0,
  readLimits: 4,
  writeLimits: 20,
  /** For memory of which each byte must be written before it is read, and that is accessed at multiples of the size only. */
  trackedLimits: 36,
  /** From a tracked byte to the byte that says whether it was written (1) or not (0). */
  toWritten: 52,
  /** 1 where pointers to the region are compared as pointers to something else. */
  aliased: 56,
  /** 1 where only bytes that were written before may be written without telling. */
  watched: 60,
} as const;
