import { SLOT_SIZE } from "./encoding.ts";
import type { Instruction } from "./instruction.ts";

export const slotsOf = (instruction: Pick<Instruction, "nextImm">): number =>
  instruction.nextImm === undefined ? 1 : 2;

/** The bytes of a program whose instructions stand at their slots, without gaps. */
export function encodeProgram(instructions: readonly Instruction[]): Uint8Array {
  const slots = instructions.reduce((sum, instruction) => sum + slotsOf(instruction), 0);
  const bytes = new Uint8Array(slots * SLOT_SIZE);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { opcode, dst, src, offset, imm, nextImm } of instructions) {
    view.setUint8(at, opcode);
    view.setUint8(at + 1, dst | (src << 4));
    view.setInt16(at + 2, offset, true);
    view.setInt32(at + 4, imm, true);
    at += SLOT_SIZE;
    if (nextImm === undefined) continue;
    view.setInt32(at + 4, nextImm, true);
    at += SLOT_SIZE;
  }
  return bytes;
}
