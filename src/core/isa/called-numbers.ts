import { CALL, callTargets } from "./encoding.ts";
import type { Instruction } from "./instruction.ts";

/** The numbers by which instructions call helpers, or kfuncs, in the order of the code; a kfunc's is its id in the kernel's BTF. */
export const calledNumbers = (instructions: readonly Instruction[], target: "helper" | "kfunc"): number[] =>
  instructions.flatMap(({ opcode, src, imm }) => (opcode === CALL && src === callTargets[target] ? [imm] : []));
