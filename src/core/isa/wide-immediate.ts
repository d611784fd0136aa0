import type { Instruction } from "./instruction.ts";

/** Both halves of the immediate, signed. */
export const wideImmediate = ({ imm, nextImm }: Instruction): bigint =>
  (BigInt(nextImm ?? 0) << 32n) | BigInt.asUintN(32, BigInt(imm));
