import { toU64 } from "../../bytes/integers.ts";
import type { Instruction } from "../../isa/instruction.ts";
import { accessOf } from "../memory.ts";
import type { Step } from "./executors.ts";

/** Makes a load give a pointer that can't be followed before it was compared with NULL, where what is loaded may be NULL. */
export function withUncheckedValue(step: Step, { dst, src, offset }: Instruction): Step {
  return (machine) => {
    const { memory } = machine;
    const from = memory.locate(toU64(machine.readRegister(src) + BigInt(offset)));
    const next = step(machine);
    const found = from && accessOf(from.region, from.offset);
    if (found?.access.givesNullable?.(found.offset)) {
      machine.writeRegister(dst, memory.closedCopy(machine.readRegister(dst)));
    }
    return next;
  };
}
