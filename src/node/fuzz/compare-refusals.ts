import { decodeProgram } from "../../core/isa/decode.ts";
import { encodeProgram } from "../../core/isa/encode.ts";
import type { Instruction } from "../../core/isa/instruction.ts";
import { checkJumps } from "../../core/isa/jumps.ts";
import type { KernelDriver } from "./kernel-driver.ts";
import { Random } from "./random.ts";
import { MEMORY_SIZE } from "./random-program.ts";

export interface RefusalComparison {
  /** Instructions that were tried, and those among them that both refuse for their fields. */
  readonly tried: number;
  readonly refused: number;
  /** The first that one of them refuses for its fields and the other does not. */
  readonly difference?: string;
}

/** Words of the verifier (v6.18) that are about the fields of an instruction, not about what stands in registers or memory. */
const aboutFields =
  /reserved|unknown opcode|invalid (shift|atomic|BPF_|bpf_ld_imm64|bswap)|BPF_[A-Z]+ uses|div by zero|R\d+ is invalid/i;

/** An indirect jump is known from 7.0 on. */
const INDIRECT_JUMP = 0x0d;
const LD_IMM64 = 0x18;

const move = (dst: number): Instruction => ({ slot: 0, opcode: 0xb7, dst, src: 0, offset: 0, imm: 5 });
const storeOnStack: Instruction = { slot: 0, opcode: 0x7a, dst: 10, src: 0, offset: -8, imm: 0 };
const exit: Instruction = { slot: 0, opcode: 0x95, dst: 0, src: 0, offset: 0, imm: 0 };

function randomInstruction(random: Random): Instruction {
  const fields = {
    slot: 0,
    opcode: random.below(256),
    dst: random.pick([0, 1, 2, 3, 10, 11]),
    src: random.pick([0, 0, 1, 2, 10, 12]),
    offset: random.pick([0, 0, 0, 1, 8, 16, 32, -1, -8]),
    imm: random.pick([0, 0, 1, 16, 31, 32, 63, 64, -1, 0x50, 0xe1, 0xf1, 0x100, 0x110, 0x10000]),
  };
  return fields.opcode === LD_IMM64 ? { ...fields, nextImm: random.pick([0, 1]) } : fields;
}

/** A program around an instruction: registers and a place on the stack have values, so that its fields are looked at. */
const around = (instruction: Instruction): Uint8Array =>
  encodeProgram([...[0, 1, 2, 3].map(move), storeOnStack, instruction, move(0), move(0), exit]);

/** Tries single instructions with any fields: those refused here must be refused there, and the other way round for their fields. */
export async function compareRefusals(kernel: KernelDriver, seed: number, count: number): Promise<RefusalComparison> {
  const random = new Random(seed);
  let refused = 0;
  for (let tried = 1; tried <= count; tried++) {
    const instruction = randomInstruction(random);
    const bytes = around(instruction);
    const { instructions, problems } = decodeProgram(bytes);
    const [problem] = [...problems, ...checkJumps(instructions)];
    const ending = await kernel.run(bytes, new Uint8Array(MEMORY_SIZE));
    const words = "refused" in ending ? ending.refused : undefined;
    if (problem && words !== undefined) refused++;
    const theirs = words !== undefined && aboutFields.test(words) && instruction.opcode !== INDIRECT_JUMP;
    if (problem ? words !== undefined : !theirs) continue;
    const difference = `${JSON.stringify(instruction)}\nhere: ${problem?.message ?? "taken"}\nkernel: ${words ?? "taken"}`;
    return { tried, refused, difference };
  }
  return { tried: count, refused };
}
