import { encodeProgram, slotsOf } from "../../../core/isa/encode.ts";
import { CALL } from "../../../core/isa/encoding.ts";
import type { Instruction } from "../../../core/isa/instruction.ts";
import type { LinkedObject, LinkedProgram } from "../../../core/object/linked-object.ts";
import type { Random } from "../random.ts";
import { damageBytes } from "./damage-bytes.ts";

const registers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15] as const;
const offsets = [0, 1, -1, 2, -2, 4, -4, 8, -8, 16, -16, 64, -64, -512, -513, -520, 511, 0x7fff, -0x8000] as const;
const immediates = [0, 1, 2, 3, 4, 5, 6, 8, 16, 31, 32, 63, 64, -1, 0x50, 0xe1, 0xf1, 0x100, 0x110, 512, -0x80000000];
/** The highest helper that some kernel has, and a few more. */
const HELPERS = 220;

const LD_IMM64 = 0x18;

/** Other fields for an instruction. */
function changed(instruction: Instruction, random: Random): Instruction {
  const field = random.below(7);
  if (field === 0) return { ...instruction, opcode: random.below(256) };
  if (field === 1) return { ...instruction, dst: random.pick(registers) };
  if (field === 2) return { ...instruction, src: random.pick(registers) };
  if (field === 3) return { ...instruction, offset: random.pick(offsets) };
  if (field === 4) return { ...instruction, imm: random.chance(30) ? random.word() | 0 : random.pick(immediates) };
  if (field === 5)
    return { ...instruction, opcode: CALL, src: random.pick([0, 0, 0, 1, 2]), imm: random.below(HELPERS) };
  return { ...instruction, opcode: instruction.opcode ^ (1 << random.below(8)) };
}

/** Only the 64-bit load has a second slot; no decoder gives anything else. */
const isDecoded = ({ opcode, nextImm }: Instruction): boolean => (opcode === LD_IMM64) === (nextImm !== undefined);

/** As the number of slots of each instruction stays, so do the places of all others. */
function damageProgram(program: LinkedProgram, random: Random): LinkedProgram {
  const instructions = [...program.instructions];
  for (let count = random.pick([1, 1, 2, 3, 8]); count > 0; count--) {
    const index = random.below(Math.max(1, instructions.length));
    const present = instructions[index];
    if (!present) continue;
    const source = random.chance(20) ? (random.pick(instructions) ?? present) : changed(present, random);
    if (isDecoded(source) && slotsOf(source) === slotsOf(present))
      instructions[index] = { ...source, slot: present.slot };
  }
  return { ...program, instructions };
}

/** An object with some instructions of all its programs changed, as they are after linking. */
export const damageCode = (object: LinkedObject, random: Random): LinkedObject => ({
  ...object,
  programs: object.programs.map((program) => damageProgram(program, random)),
});

const anyOpcode = (random: Random): Instruction =>
  changed(
    { slot: 0, opcode: random.below(256), dst: random.below(11), src: random.below(11), offset: 0, imm: 0 },
    random,
  );

/** Bytes that may be a program: damaged, or made up altogether. */
export function damageBytecode({ instructions }: LinkedProgram, random: Random): Uint8Array {
  const sound = random.chance(50);
  const bytes = encodeProgram(
    sound ? instructions : Array.from({ length: 1 + random.below(40) }, () => anyOpcode(random)),
  );
  if (sound) damageBytes(bytes, { start: 0, end: bytes.length }, random);
  return random.chance(10) ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}
