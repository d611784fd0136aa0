/**
 * One BPF instruction as RFC 9669 section 3 lays it out, decoded but not interpreted. The two slots of a 64-bit
 * immediate load are one `Instruction` with `nextImm`: no other stands at the slot after it.
 */
export interface Instruction {
  /** Index of the 8-byte slot in its program; jumps count in slots. */
  readonly slot: number;
  readonly opcode: number;
  readonly dst: number;
  readonly src: number;
  /** Signed 16 bits. */
  readonly offset: number;
  /** Signed 32 bits; the low half for a 64-bit immediate load. */
  readonly imm: number;
  /** The upper half of a 64-bit immediate load, signed 32 bits; absent for every other instruction. */
  readonly nextImm?: number;
}
