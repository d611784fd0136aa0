import type { Machine } from "../machine.ts";
import type { Executor } from "./executors.ts";

/** A pointer minus a pointer counts from where they really stand, whatever views they came through. */
function subtractPointers(machine: Machine, left: bigint, right: bigint): bigint | undefined {
  const { memory } = machine;
  if (!memory.locate(left) || !memory.locate(right)) return undefined;
  return memory.canonical(left) - memory.canonical(right);
}

export const executeArithmetic: Executor<"arithmetic"> = ({ row, width, operand }, { slot, dst, src, imm }) => {
  const next = slot + 1;
  const constant = BigInt.asUintN(width, BigInt(imm));
  const subtracts = row.name === "sub" && width === 64 && operand === "register";
  return (machine) => {
    const right = operand === "register" ? BigInt.asUintN(width, machine.readRegister(src)) : constant;
    const left = row.overwrites ? 0n : BigInt.asUintN(width, machine.readRegister(dst));
    const distance = subtracts ? subtractPointers(machine, left, right) : undefined;
    machine.writeRegister(dst, BigInt.asUintN(width, distance ?? row.apply(left, right, width)));
    return next;
  };
};

export const executeNegate: Executor<"negate"> = ({ width }, { slot, dst }) => {
  const next = slot + 1;
  return (machine) => {
    machine.writeRegister(dst, BigInt.asUintN(width, -machine.readRegister(dst)));
    return next;
  };
};

export const executeByteSwap: Executor<"byte-swap"> = ({ row }, { slot, dst, imm }) => {
  const next = slot + 1;
  return (machine) => {
    machine.writeRegister(dst, row.apply(machine.readRegister(dst), imm));
    return next;
  };
};
