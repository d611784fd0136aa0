import { toU64 } from "../../bytes/integers.ts";
import type { Executor } from "./executors.ts";

/** Programs run one at a time here, so that a load and a store are atomic together. */
export const executeAtomic: Executor<"atomic"> = ({ row, size }, { slot, dst, src, offset }) => {
  const next = slot + 1;
  const displacement = BigInt(offset);
  const bits = 8 * size.bytes;
  const fetchInto = row.fetch === "r0" ? 0 : src;
  return (machine) => {
    const { memory } = machine;
    const address = toU64(machine.readRegister(dst) + displacement);
    const operand = BigInt.asUintN(bits, machine.readRegister(src));
    const compared = row.fetch === "r0" ? machine.readRegister(0) : 0n;
    const expected = BigInt.asUintN(bits, bits === 64 ? memory.numberOf(compared) : compared);
    memory.resolve(address, { intent: "write", size: size.bytes, alignment: "anywhere" });
    const old = memory.load(address, size.bytes, "anywhere");
    memory.store(address, size.bytes, BigInt.asUintN(bits, row.combine(old, operand, expected)), "anywhere");
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
