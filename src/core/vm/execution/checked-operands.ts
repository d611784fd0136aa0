import type { Instruction } from "../../isa/instruction.ts";
import type { OperationOf } from "../../isa/operation.ts";
import { FaultSignal } from "../fault-signal.ts";
import type { Machine } from "../machine.ts";
import type { Region, RegionKind } from "../region.ts";
import type { Step } from "./executors.ts";

/** What pointers lead to that are pointers to the verifier in any case. */
const surePointers: ReadonlySet<RegionKind> = new Set([
  "stack",
  "context",
  "packet",
  "global",
  "map",
  "map-value",
  "allocated",
]);

/** The region of a value that the verifier takes for a pointer. */
function pointerIn({ memory }: Machine, value: bigint): Region | undefined {
  const region = memory.pointedAt(value);
  return region && (region.mayBeNull || surePointers.has(region.kind)) ? region : undefined;
}

interface Operands {
  readonly left: Region | undefined;
  readonly right: Region | undefined;
}

/** What is wrong with arithmetic on a pointer, in the order of adjust_ptr_min_max_vals; completes "R1 leads to the packet and …". */
function objection({ row, width }: OperationOf<"arithmetic">, { left, right }: Operands, pointer: Region) {
  if (left && right) return row.name === "sub" ? undefined : "is calculated with together with another pointer";
  if (width === 32) return row.name === "sub" ? undefined : "is calculated with by 32 bits";
  if (row.name !== "add" && row.name !== "sub") return `is an operand of "${row.symbol}"`;
  if (pointer.kind === "map") return "is calculated with";
  if (row.name === "add") return undefined;
  if (right) return "is subtracted from a number";
  return pointer.kind === "stack" ? "has something subtracted from it" : undefined;
}

/**
 * Arithmetic that the verifier does not allow on a pointer, and none on one that may be NULL but for the difference of two
 * (adjust_reg_min_max_vals, kernel/bpf/verifier.c, v7.3). `isPacketEnd`: the operand that is a pointer is the end of the packet.
 * Not modelled: arithmetic on pointers to objects of the kernel.
 */
export function withCheckedOperands(
  step: Step,
  operation: OperationOf<"arithmetic">,
  instruction: Instruction,
  { isPacketEnd = false } = {},
): Step {
  const { row, width, operand } = operation;
  const { dst, src, imm } = instruction;
  const moves = width === 64 && (row.name === "add" || row.name === "sub");
  return (machine) => {
    const [leftValue, rightValue] = [
      machine.readRegister(dst),
      operand === "register" ? machine.readRegister(src) : BigInt(imm),
    ];
    const [left, right] = [pointerIn(machine, leftValue), pointerIn(machine, rightValue)];
    const pointer = left ?? right;
    if (pointer && isPacketEnd && !(left && right)) {
      const message = `R${left ? dst : src} leads to the end of ${pointer.name} and is calculated with`;
      throw new FaultSignal({ rule: "pointer-arithmetic", message });
    }
    // A constant 0 moves nothing, and any other may be a pointer that is NULL in this run.
    if (!pointer || (moves && (leftValue === 0n || rightValue === 0n))) return step(machine);
    const label = `R${left ? dst : src} leads to ${pointer.name}`;
    if (pointer.mayBeNull && width === 64 && !(left && right)) {
      const message = `${label}, which may be NULL and was not compared with it, and is calculated with`;
      throw new FaultSignal({ rule: "null-dereference", message });
    }
    const why = objection(operation, { left, right }, pointer);
    if (why !== undefined) throw new FaultSignal({ rule: "pointer-arithmetic", message: `${label} and ${why}` });
    return step(machine);
  };
}
