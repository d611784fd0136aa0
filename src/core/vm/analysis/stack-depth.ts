import type { DescribedInstruction } from "../../isa/control-flow.ts";
import { FRAME_POINTER } from "../../isa/encoding.ts";

/** Of what the JIT reserves for a frame (round_up_stack_depth, kernel/bpf/verifier.c, v7.3). */
const GRANULE = 16;

/** Where registers point to on the stack, in bytes from its end; as they stand in the order of the code. */
type Offsets = Map<number, number>;

/** Follows a copy of the frame pointer, and a constant that is added to one; anything else is no pointer any more. */
function follow({ operation, instruction }: DescribedInstruction, offsets: Offsets): void {
  const { dst, src, imm } = instruction;
  if (operation.kind === "store" || operation.kind === "atomic") return;
  const known = offsets.get(dst);
  offsets.delete(dst);
  if (operation.kind !== "arithmetic" || operation.width !== 64) return;
  const copied = operation.operand === "register" ? offsets.get(src) : undefined;
  if (operation.row.name === "mov" && copied !== undefined) offsets.set(dst, copied);
  if (operation.row.name === "add" && operation.operand === "immediate" && known !== undefined) {
    offsets.set(dst, known + imm);
  }
}

/** The lowest place that an instruction reaches on the stack; 0 where it reaches none. */
function reached({ operation, instruction }: DescribedInstruction, offsets: Offsets): number {
  const { dst, src, offset } = instruction;
  if (operation.kind === "load") return (offsets.get(src) ?? 0) + (offsets.has(src) ? offset : 0);
  if (operation.kind === "store" || operation.kind === "atomic") {
    return offsets.has(dst) ? (offsets.get(dst) ?? 0) + offset : 0;
  }
  return 0;
}

/** Bytes of stack that a function's code reaches by constant distances, or takes the address of; rounded as Linux does. */
export function stackDepth(code: readonly DescribedInstruction[]): number {
  const offsets: Offsets = new Map();
  let lowest = 0;
  for (const each of code) {
    offsets.set(FRAME_POINTER, 0);
    lowest = Math.min(lowest, reached(each, offsets));
    follow(each, offsets);
    lowest = Math.min(lowest, ...offsets.values());
  }
  return Math.ceil(-lowest / GRANULE) * GRANULE;
}
