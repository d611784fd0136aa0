import { ByteReader } from "../bytes/byte-reader.ts";
import { KernelUnreadable } from "./kernel-unreadable.ts";
import { hexAddress, type KernelAddress, type LinkedImage, type LinkedSection } from "./linked-image.ts";
import { decodeX86, type X86Instruction } from "./x86-instruction.ts";

/** A call of a function with constants as its first two arguments. */
export interface ConstantCall {
  /** Of the call instruction. */
  readonly address: KernelAddress;
  readonly first: number;
  readonly second: number;
}

const CALL = 0xe8;
const JUMP = 0xe9;
const SHORT_JUMP = 0xeb;
const RETURN = 0xc3;
/** Registers of the first two arguments in the order of the ABI. */
const RDI = 7;
const RSI = 6;
const BRANCH_BYTES = 5;

/** Opcodes that only read their operands: cmp and test. */
const readers = new Set([0x38, 0x39, 0x3a, 0x3b, 0x84, 0x85]);
/** Opcodes whose middle ModRM field is no destination: stores, and groups that choose the operation by it. */
const middleIsNoTarget = new Set([
  ...[0x80, 0x81, 0x83, 0x88, 0x89, 0x8f, 0xc0, 0xc1, 0xc6, 0xc7, 0xd0, 0xd1, 0xd2, 0xd3, 0xf6, 0xf7, 0xfe],
  ...[0x0fba, 0x0f18, 0x0f1e, 0x0f1f],
]);

const isConditional = (opcode: number) => (opcode >= 0x70 && opcode <= 0x7f) || (opcode >= 0x0f80 && opcode <= 0x0f8f);
const isBranch = (opcode: number) => opcode === JUMP || opcode === SHORT_JUMP || isConditional(opcode);

/** Every place in the code from which a call or jump leads to an address. */
function* branchesTo({ bytes, address }: LinkedSection, target: KernelAddress): Generator<number> {
  const reader = new ByteReader(bytes);
  for (let at = 0; at + BRANCH_BYTES <= bytes.length; at++) {
    const opcode = bytes[at];
    if (opcode !== CALL && opcode !== JUMP) continue;
    if (address + at + BRANCH_BYTES + reader.s32(at + 1) === target) yield at;
  }
}

/** The instructions of the function around an offset in its section; undefined where they are not all understood. */
function decodeFunction(image: LinkedImage, section: LinkedSection, at: number): X86Instruction[] | undefined {
  const bounds = image.symbols.around(section.address + at);
  const start = Math.max(0, (bounds?.start ?? section.address) - section.address);
  const end = Math.min(section.bytes.length, (bounds?.end ?? Number.POSITIVE_INFINITY) - section.address);
  const reader = new ByteReader(section.bytes.subarray(start, end));
  const instructions: X86Instruction[] = [];
  for (let offset = 0; offset < reader.length; ) {
    const instruction = decodeX86(reader, offset);
    if (!instruction) return undefined;
    instructions.push({ ...instruction, offset: start + offset });
    offset += instruction.length;
  }
  return instructions;
}

/** What an instruction leaves in a register: a constant, something else, or what was there before. */
function effectOn(register: number, instruction: X86Instruction): number | "unknown" | "none" {
  const { opcode, modrm, opcodeRegister, immediate } = instruction;
  if (opcode === CALL || opcode === 0xff) return "unknown";
  if (opcode >= 0xb8 && opcode <= 0xbf) return opcodeRegister === register ? immediate : "none";
  // push, pop and xchg name a register in the opcode; string instructions move RSI and RDI.
  if (opcode >= 0x50 && opcode <= 0x5f) return opcode >= 0x58 && opcodeRegister === register ? "unknown" : "none";
  if (opcode > 0x90 && opcode <= 0x97) return opcodeRegister === register ? "unknown" : "none";
  if ((opcode >= 0xa4 && opcode <= 0xa7) || (opcode >= 0xaa && opcode <= 0xaf)) return "unknown";
  if (!modrm) return "none";
  const { mod, reg, rm } = modrm;
  if (opcode === 0xc7 && mod === 3) return rm === register ? immediate : "none";
  const isCleared = (opcode === 0x31 || opcode === 0x33) && mod === 3 && reg === rm;
  if (isCleared) return reg === register ? 0 : "none";
  if (readers.has(opcode)) return "none";
  const isTarget = (reg === register && !middleIsNoTarget.has(opcode)) || (mod === 3 && rm === register);
  return isTarget ? "unknown" : "none";
}

interface Constant {
  readonly value: number;
  /** Of the instruction that sets it. */
  readonly offset: number;
}

function constantIn(register: number, before: readonly X86Instruction[]): Constant | undefined {
  for (const instruction of before.toReversed()) {
    const effect = effectOn(register, instruction);
    if (effect === "unknown") return undefined;
    if (effect !== "none") return { value: effect, offset: instruction.offset };
  }
  return undefined;
}

/** Whether control can come from elsewhere, or leave for good, between two instructions: then the later need not follow the earlier. */
function isBroken(instructions: readonly X86Instruction[], from: number, to: number): boolean {
  return instructions.some(({ opcode, offset, length, immediate }) => {
    const target = offset + length + immediate;
    if (isBranch(opcode) && target > from && target <= to) return true;
    return (opcode === JUMP || opcode === SHORT_JUMP || opcode === RETURN) && offset > from && offset < to;
  });
}

function readCall(image: LinkedImage, section: LinkedSection, at: number): ConstantCall {
  const address = section.address + at;
  const unreadable = (why: string) => new KernelUnreadable(`${image.name}: the call at ${hexAddress(address)} ${why}`);
  const instructions = decodeFunction(image, section, at);
  const index = instructions?.findIndex(({ offset }) => offset === at) ?? -1;
  if (!instructions || index < 0) throw unreadable("stands in code that is not understood");
  const before = instructions.slice(0, index);
  const [first, second] = [constantIn(RDI, before), constantIn(RSI, before)];
  if (!first || !second) throw unreadable("does not get its arguments as constants");
  if (isBroken(instructions, Math.min(first.offset, second.offset), at)) {
    throw unreadable("can be reached in several ways");
  }
  return { address, first: first.value, second: second.value };
}

/**
 * Every call of the function at an address with its first two arguments, which must be constants that are set before it on
 * the one way to it. A call of any other form is an error: nothing is guessed and nothing left out.
 */
export function constantCalls(image: LinkedImage, target: KernelAddress): ConstantCall[] {
  return image.sections
    .filter(({ executable }) => executable)
    .flatMap((section) => [...branchesTo(section, target)].map((at) => readCall(image, section, at)));
}
