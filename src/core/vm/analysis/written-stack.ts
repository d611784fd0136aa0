import type { DescribedInstruction } from "../../isa/control-flow.ts";
import { FRAME_POINTER } from "../../isa/encoding.ts";
import { STACK_SIZE } from "../frame-stack.ts";
import { type RegisterAccess, registerAccess } from "./register-access.ts";

/** Bytes of a frame's stack that were written, one bit for each, the lowest byte's first. */
export type WrittenStack = bigint;

export const NOTHING_WRITTEN: WrittenStack = 0n;

/** An access whose place in the frame is known: within the stack and aligned. */
export const isFixed = ({ base, size: { bytes }, instruction: { offset } }: RegisterAccess): boolean =>
  base === FRAME_POINTER && offset >= -STACK_SIZE && offset + bytes <= 0 && Math.abs(offset) % bytes === 0;

const bitsOf = ({ size: { bytes }, instruction: { offset } }: RegisterAccess): WrittenStack =>
  ((1n << BigInt(bytes)) - 1n) << BigInt(STACK_SIZE + offset);

/** Whether all bytes of a fixed access were written. */
export function isSurelyWritten(access: RegisterAccess, written: WrittenStack): boolean {
  const bits = bitsOf(access);
  return (written & bits) === bits;
}

/** The access of a load or a store to a fixed place. */
export function fixedAccess(each: DescribedInstruction): RegisterAccess | undefined {
  const access = registerAccess(each);
  return access && isFixed(access) ? access : undefined;
}

/** What is written after an instruction: bytes that were read were written too. What is called may make bytes unwritten. */
export function writtenAfter(each: DescribedInstruction, written: WrittenStack): WrittenStack {
  if (each.operation.kind === "call") return NOTHING_WRITTEN;
  const access = fixedAccess(each);
  return access ? written | bitsOf(access) : written;
}
