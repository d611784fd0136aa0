/**
 * A decoded instruction as the interpreter reads it from linear memory: its handler's number, then the places of the values
 * that it uses. Records stand at their slots' numbers, so that a jump is a place too.
 */
export const RECORD_BITS = 5;
export const RECORD_SIZE = 1 << RECORD_BITS;

/** In bytes from the start of a record. */
export const record = {
  handler: 0,
  /** The register that is written. */
  result: 4,
  left: 8,
  /** A register, or the constant in the record. */
  right: 12,
  /** The record to jump to; for memory, the displacement. */
  target: 16,
  /** One bit for each register that may be read afterwards. */
  written: 20,
  constant: 24,
} as const;
