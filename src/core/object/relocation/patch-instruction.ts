import type { BtfType } from "../../btf/types.ts";
import { toS32, toU64 } from "../../bytes/integers.ts";
import { CALL, classes, classOf, LD_IMM64, sizeOf, sourceOf, sources } from "../../isa/encoding.ts";
import type { Instruction } from "../../isa/instruction.ts";
import { counted } from "../../words/counted.ts";
import type { RelocationValue } from "./relocation-value.ts";

/** The helper number by which libbpf marks an instruction whose relocation failed: 0xbad2310, "bad relo". */
export const BAD_RELOCATION = 195_896_080;
const LARGEST_OFFSET = 0x7fff;

export type Patched = { readonly instruction: Instruction } | { readonly poison: string } | { readonly error: string };

/** The size bits of a load or store by its bytes. */
const sizeBits: Readonly<Record<number, number>> = { 1: 0x10, 2: 0x08, 4: 0x00, 8: 0x18 };

function bytesOf(opcode: number): number {
  return Number(Object.keys(sizeBits).find((bytes) => sizeBits[Number(bytes)] === sizeOf(opcode)));
}

/** Both slots of a 64-bit immediate load are replaced. */
export function poison(instruction: Instruction): Instruction[] {
  const call = (slot: number): Instruction => ({ slot, opcode: CALL, dst: 0, src: 0, offset: 0, imm: BAD_RELOCATION });
  const { slot, nextImm } = instruction;
  return nextImm === undefined ? [call(slot)] : [call(slot), call(slot + 1)];
}

const low = (value: bigint): number => Number(toS32(value));

function unexpected(found: number | bigint, { value }: RelocationValue): Patched {
  return { error: `The instruction holds ${found} where the compiler's type information says ${value}` };
}

function patchImmediate(instruction: Instruction, before: RelocationValue, after: RelocationValue): Patched {
  const matches = toU64(BigInt(instruction.imm)) === toU64(before.value);
  if (before.exact && !matches) return unexpected(instruction.imm, before);
  return { instruction: { ...instruction, imm: low(after.value) } };
}

function patchImmediate64(instruction: Instruction, before: RelocationValue, after: RelocationValue): Patched {
  const held =
    (BigInt.asUintN(32, BigInt(instruction.nextImm ?? 0)) << 32n) | BigInt.asUintN(32, BigInt(instruction.imm));
  if (before.exact && held !== toU64(before.value)) return unexpected(held, before);
  return { instruction: { ...instruction, imm: low(after.value), nextImm: low(after.value >> 32n) } };
}

/** A load may change its width only where the bytes that are left out or read too can't change the value. */
function mayResize(left: BtfType | undefined, right: BtfType | undefined): boolean {
  if (left?.kind === "ptr" && right?.kind === "ptr") return true;
  return left?.kind === "int" && right?.kind === "int" && !left.encoding.signed && !right.encoding.signed;
}

function patchOffset(instruction: Instruction, before: RelocationValue, after: RelocationValue): Patched {
  if (before.exact && BigInt(instruction.offset) !== before.value) return unexpected(instruction.offset, before);
  if (after.value > LARGEST_OFFSET) return { error: `The kernel's offset ${after.value} does not fit the instruction` };
  const moved = { ...instruction, offset: Number(after.value) };
  const oldSize = before.access?.size;
  const newSize = after.access?.size;
  if (oldSize === newSize) return { instruction: moved };
  if (!mayResize(before.access?.type, after.access?.type)) {
    return {
      poison: `the kernel's member has ${counted(newSize ?? 0, "byte")}, not ${oldSize}, and can't be read with another width`,
    };
  }
  const bits = sizeBits[newSize ?? 0];
  if (bytesOf(instruction.opcode) !== oldSize || bits === undefined) {
    return { error: `A member of ${counted(newSize ?? 0, "byte")} can't be read by this instruction` };
  }
  return { instruction: { ...moved, opcode: (instruction.opcode & ~0x18) | bits } };
}

/** Puts a relocation's value into an instruction (bpf_core_patch_insn, tools/lib/bpf/relo_core.c, v7.3). */
export function patchInstruction(instruction: Instruction, before: RelocationValue, after: RelocationValue): Patched {
  switch (classOf(instruction.opcode)) {
    case classes.ALU:
    case classes.ALU64:
      if (sourceOf(instruction.opcode) === sources.K) return patchImmediate(instruction, before, after);
      break;
    case classes.LDX:
    case classes.ST:
    case classes.STX:
      return patchOffset(instruction, before, after);
    case classes.LD:
      if (instruction.opcode === LD_IMM64 && instruction.src === 0 && instruction.nextImm !== undefined) {
        return patchImmediate64(instruction, before, after);
      }
      break;
    default:
      break;
  }
  return { error: "CO-RE can't relocate an instruction of this kind" };
}

/** Whether the instruction is one that a failed relocation may make invalid. */
export function isRelocatable(instruction: Instruction): boolean {
  const [kind, source] = [classOf(instruction.opcode), sourceOf(instruction.opcode)];
  if (kind === classes.ALU || kind === classes.ALU64) return source === sources.K;
  if (kind === classes.LD) return instruction.opcode === LD_IMM64 && instruction.src === 0;
  return kind === classes.LDX || kind === classes.ST || kind === classes.STX;
}
