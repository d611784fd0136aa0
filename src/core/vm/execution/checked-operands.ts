import type { Instruction } from "../../isa/instruction.ts";
import type { OperationOf } from "../../isa/operation.ts";
import { FaultSignal } from "../fault-signal.ts";
import type { Machine } from "../machine.ts";
import type { Step } from "./executors.ts";

/** A value that the verifier takes for a pointer. */
function pointerIn({ memory }: Machine, value: bigint) {
  const region = memory.regionAt(value);
  return region?.numberOf ? undefined : region;
}

/**
 * An addition or subtraction that a pointer which may be NULL must not be an operand of, but for the difference of two pointers
 * (adjust_ptr_min_max_vals, kernel/bpf/verifier.c, v7.3).
 */
export function withCheckedOperands(
  step: Step,
  { row, operand }: OperationOf<"arithmetic">,
  { dst, src }: Instruction,
): Step {
  return (machine) => {
    const left = pointerIn(machine, machine.readRegister(dst));
    const right = operand === "register" ? pointerIn(machine, machine.readRegister(src)) : undefined;
    const unchecked = left?.mayBeNull ? left : right?.mayBeNull ? right : undefined;
    if (unchecked && !(left && right && row.name === "sub")) {
      const message = `R${unchecked === left ? dst : src} leads to ${unchecked.name}, which may be NULL and was not compared with it, and is calculated with`;
      throw new FaultSignal({ rule: "null-dereference", message });
    }
    return step(machine);
  };
}
