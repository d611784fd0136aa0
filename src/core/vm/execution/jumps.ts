import type { Executor } from "./executors.ts";

/** Pointers are compared by where they really stand: a view equals what it lies over, a NULL found by walking equals 0. */
export const executeJumpIf: Executor<"jump-if"> = ({ row, width, operand }, { slot, dst, src, offset, imm }) => {
  const next = slot + 1;
  const target = next + offset;
  const constant = BigInt.asUintN(width, BigInt(imm));
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
