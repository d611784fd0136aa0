import { toU64 } from "../../bytes/integers.ts";
import type { Memory } from "../memory.ts";
import type { Executor } from "./executors.ts";

/** What cmpxchg compares with the value in memory: that one itself where both are equal, whatever pointers came through. */
const expectation = (memory: Memory, old: bigint, compared: bigint): bigint =>
  memory.canonical(old) === memory.canonical(compared) ? old : compared;

/**
 * Programs run one at a time here, so that a load and a store are atomic together. Even on the stack, what an atomic stores is a number
 * (check_atomic_rmw, kernel/bpf/verifier.c, v7.3).
 */
export const executeAtomic: Executor<"atomic"> = ({ row, size }, { slot, dst, src, offset }) => {
  const next = slot + 1;
  const displacement = BigInt(offset);
  const bits = 8 * size.bytes;
  const fetchInto = row.fetch === "r0" ? 0 : src;
  return (machine) => {
    const { memory } = machine;
    const address = toU64(machine.readRegister(dst) + displacement);
    const operand = BigInt.asUintN(bits, machine.readRegister(src));
    const compared = BigInt.asUintN(bits, row.fetch === "r0" ? machine.readRegister(0) : 0n);
    memory.resolve(address, { intent: "write", size: size.bytes, alignment: "anywhere" });
    const old = memory.load(address, size.bytes, "anywhere");
    const combined = BigInt.asUintN(bits, row.combine(old, operand, expectation(memory, old, compared)));
    memory.store(address, size.bytes, memory.numberOf(combined), "anywhere");
    if (row.fetch !== undefined) machine.writeRegister(fetchInto, old);
    return next;
  };
};

export const executeLoadAcquire: Executor<"load-acquire"> = ({ size }, { slot, dst, src, offset }) => {
  const next = slot + 1;
  const displacement = BigInt(offset);
  return (machine) => {
    const address = toU64(machine.readRegister(src) + displacement);
    machine.writeRegister(dst, machine.memory.load(address, size.bytes, "anywhere"));
    return next;
  };
};

export const executeStoreRelease: Executor<"store-release"> = ({ size }, { slot, dst, src, offset }) => {
  const next = slot + 1;
  const displacement = BigInt(offset);
  return (machine) => {
    const address = toU64(machine.readRegister(dst) + displacement);
    machine.memory.store(address, size.bytes, machine.readRegister(src), "anywhere");
    return next;
  };
};
