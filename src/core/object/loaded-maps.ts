import { BPF_PSEUDO_MAP_IDX, LD_IMM64 } from "../isa/encoding.ts";
import type { Instruction } from "../isa/instruction.ts";

/** A map whose address an instruction loads. */
export interface LoadedMap {
  readonly slot: number;
  /** Index in `LinkedObject.maps`. */
  readonly map: number;
}

/** The maps that a program holds pointers to, in the order of the code. */
export const loadedMaps = (instructions: readonly Instruction[]): LoadedMap[] =>
  instructions.flatMap(({ slot, opcode, src, imm }) =>
    opcode === LD_IMM64 && src === BPF_PSEUDO_MAP_IDX ? [{ slot, map: imm }] : [],
  );
