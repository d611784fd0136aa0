import { toU64 } from "../../bytes/integers.ts";
import type { Executor } from "./executors.ts";

export const executeLoad: Executor<"load"> = ({ size, signed }, { slot, dst, src, offset }) => {
  const next = slot + 1;
  const displacement = BigInt(offset);
  return (machine) => {
    const value = machine.memory.load(toU64(machine.readRegister(src) + displacement), size.bytes);
    machine.writeRegister(dst, signed ? BigInt.asIntN(8 * size.bytes, value) : value);
    return next;
  };
};

export const executeStore: Executor<"store"> = ({ size, operand }, { slot, dst, src, offset, imm }) => {
  const next = slot + 1;
  const displacement = BigInt(offset);
  const constant = toU64(BigInt(imm));
  return (machine) => {
    const value = operand === "register" ? machine.readRegister(src) : constant;
    machine.memory.store(toU64(machine.readRegister(dst) + displacement), size.bytes, value);
    return next;
  };
};
