import { FaultSignal } from "../fault-signal.ts";
import { functionSlot } from "../function-address.ts";
import { checkEqual } from "../null-check.ts";
import type { Executor } from "./executors.ts";

/** Whether a jump is taken where both are equal; absent for what asks for something else. */
const equality: Readonly<Partial<Record<string, boolean>>> = { jeq: true, jne: false };

/** Pointers are compared by where they really stand: a view equals what it lies over, a NULL found by walking equals 0. */
export const executeJumpIf: Executor<"jump-if"> = ({ row, width, operand }, { slot, dst, src, offset, imm }) => {
  const next = slot + 1;
  const target = next + offset;
  const constant = BigInt.asUintN(width, BigInt(imm));
  const whenEqual = width === 64 ? equality[row.name] : undefined;
  if (whenEqual !== undefined) {
    return (machine) => {
      const right = operand === "register" ? machine.readRegister(src) : constant;
      return checkEqual(machine.memory, machine.readRegister(dst), right) === whenEqual ? target : next;
    };
  }
  return (machine) => {
    const compared = (register: number): bigint =>
      BigInt.asUintN(width, machine.memory.canonical(machine.readRegister(register)));
    const right = operand === "register" ? compared(src) : constant;
    return row.holds(compared(dst), right, width) ? target : next;
  };
};

export const executeJump: Executor<"jump"> = ({ far }, { slot, offset, imm }) => {
  const target = slot + 1 + (far ? imm : offset);
  return () => target;
};

/** The address of an instruction, as a map of instructions holds it, is what a load of a function's address gives. */
export const executeJumpIndirect: Executor<"jump-indirect"> = (_operation, { dst }) => {
  return (machine) => {
    const address = machine.readRegister(dst);
    const target = functionSlot(address);
    if (target !== undefined) return target;
    const message = `0x${address.toString(16)} is not the address of an instruction`;
    throw new FaultSignal({ rule: "jump-out-of-range", message });
  };
};

/** Linux ends may_goto loops by count or by time, as the architecture can; here it is always by count. */
export const executeMayGoto: Executor<"may-goto"> = (_operation, { slot, offset }) => {
  const next = slot + 1;
  const target = next + offset;
  return (machine) => {
    const { frame } = machine;
    if (frame.loops >= machine.loopBudget) return target;
    frame.loops++;
    return next;
  };
};
