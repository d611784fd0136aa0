import type { DescribedInstruction } from "../../isa/control-flow.ts";
import { FRAME_POINTER } from "../../isa/encoding.ts";
import type { Instruction } from "../../isa/instruction.ts";
import type { MemorySize } from "../../isa/operations/sizes.ts";
import { STACK_SIZE } from "../frame-stack.ts";

/** Bytes of a frame's stack that were written, one bit for each, the lowest byte's first. */
export type WrittenStack = bigint;

export const NOTHING_WRITTEN: WrittenStack = 0n;

/** An access by way of a register. */
interface StackAccess {
  readonly base: number;
  readonly size: MemorySize;
  readonly instruction: Instruction;
}

/** An access whose place in the frame is known: within the stack and aligned. */
export const isFixed = ({ base, size: { bytes }, instruction: { offset } }: StackAccess): boolean =>
  base === FRAME_POINTER && offset >= -STACK_SIZE && offset + bytes <= 0 && Math.abs(offset) % bytes === 0;

const bitsOf = ({ size: { bytes }, instruction: { offset } }: StackAccess): WrittenStack =>
  ((1n << BigInt(bytes)) - 1n) << BigInt(STACK_SIZE + offset);

/** Whether all bytes of a fixed access were written. */
export function isSurelyWritten(access: StackAccess, written: WrittenStack): boolean {
  const bits = bitsOf(access);
  return (written & bits) === bits;
}

/** The access of a load or a store to a fixed place. */
export function fixedAccess({ operation, instruction }: DescribedInstruction): StackAccess | undefined {
  if (operation.kind !== "load" && operation.kind !== "store") return undefined;
  const base = operation.kind === "load" ? instruction.src : instruction.dst;
  const access = { base, size: operation.size, instruction };
  return isFixed(access) ? access : undefined;
}

/** What is written after an instruction: bytes that were read were written too. What is called may make bytes unwritten. */
export function writtenAfter(each: DescribedInstruction, written: WrittenStack): WrittenStack {
  if (each.operation.kind === "call") return NOTHING_WRITTEN;
  const access = fixedAccess(each);
  return access ? written | bitsOf(access) : written;
}
