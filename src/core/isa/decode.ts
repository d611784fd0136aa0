import { counted } from "../words/counted.ts";
import { describeInstruction } from "./describe.ts";
import { LD_IMM64, SLOT_SIZE } from "./encoding.ts";
import type { Instruction } from "./instruction.ts";

/** Something wrong with the instruction at a slot; one sentence without a full stop. */
export interface DecodeProblem {
  readonly slot: number;
  readonly message: string;
  /** Linux takes it where it is never reached. */
  readonly whenReached?: true;
}

export interface DecodedProgram {
  /** Every instruction, the invalid ones too. */
  readonly instructions: readonly Instruction[];
  readonly problems: readonly DecodeProblem[];
}

/** Reads one slot as RFC 9669 section 3 lays it out, little-endian. The caller checks the bounds. */
function decodeSlot(view: DataView, slot: number): Instruction {
  const at = slot * SLOT_SIZE;
  const registers = view.getUint8(at + 1);
  return {
    slot,
    opcode: view.getUint8(at),
    dst: registers & 0x0f,
    src: registers >> 4,
    offset: view.getInt16(at + 2, true),
    imm: view.getInt32(at + 4, true),
  };
}

/** The second slot of a 64-bit immediate load holds an immediate and nothing else. */
const isSecondSlot = ({ opcode, dst, src, offset }: Instruction): boolean =>
  opcode === 0 && dst === 0 && src === 0 && offset === 0;

/**
 * Decodes bytecode and checks each instruction's fields as Linux does when it loads a program (check_insn_fields and
 * check_and_resolve_insns in kernel/bpf/verifier.c, v7.3, and the immediates that check_alu_op refuses). Where jumps lead
 * is not checked here: see `checkJumps`.
 */
export function decodeProgram(bytes: Uint8Array): DecodedProgram {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const slots = Math.floor(bytes.length / SLOT_SIZE);
  const instructions: Instruction[] = [];
  const problems: DecodeProblem[] = [];
  for (let slot = 0; slot < slots; slot++) {
    const first = decodeSlot(view, slot);
    const second = first.opcode === LD_IMM64 && slot + 1 < slots ? decodeSlot(view, slot + 1) : undefined;
    const whole = second && isSecondSlot(second);
    const instruction = whole ? { ...first, nextImm: second.imm } : first;
    instructions.push(instruction);
    const described = describeInstruction(instruction);
    if (described.kind === "invalid") {
      const { message, whenReached } = described;
      problems.push({ slot, message, ...(whenReached && { whenReached }) });
    }
    if (whole) slot++;
  }
  if (bytes.length % SLOT_SIZE !== 0) {
    problems.push({
      slot: slots,
      message: `${counted(bytes.length % SLOT_SIZE, "byte")} after the last whole instruction`,
    });
  }
  return { instructions, problems };
}
