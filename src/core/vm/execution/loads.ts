import { toU64 } from "../../bytes/integers.ts";
import { FaultSignal } from "../fault-signal.ts";
import type { Executor } from "./executors.ts";
import { checkMoved } from "./moved-pointer.ts";

/** Loads of 4 bytes from a context can give whole pointers; their sign can't be extended (xdp_is_valid_access, v7.3). */
function refuseWide(value: bigint, bits: number): void {
  if (value >> BigInt(bits) === 0n) return;
  const message = "a load that extends the sign can't read a pointer";
  throw new FaultSignal({ rule: "context-access", message });
}

export const executeLoad: Executor<"load"> = ({ size, signed }, { slot, dst, src, offset }) => {
  const next = slot + 1;
  const displacement = BigInt(offset);
  const bits = 8 * size.bytes;
  return (machine) => {
    const pointer = machine.readRegister(src);
    checkMoved(machine.memory, pointer);
    const value = machine.memory.load(toU64(pointer + displacement), size.bytes);
    if (signed) refuseWide(value, bits);
    machine.writeRegister(dst, signed ? BigInt.asIntN(bits, value) : value);
    return next;
  };
};

export const executeStore: Executor<"store"> = ({ size, operand }, { slot, dst, src, offset, imm }) => {
  const next = slot + 1;
  const displacement = BigInt(offset);
  const constant = toU64(BigInt(imm));
  return (machine) => {
    const value = operand === "register" ? machine.readRegister(src) : constant;
    const pointer = machine.readRegister(dst);
    checkMoved(machine.memory, pointer);
    machine.memory.store(toU64(pointer + displacement), size.bytes, value);
    return next;
  };
};

/** The implicit operand of packet loads. */
const CONTEXT = 6;

/** Past the end of the packet the function ends with 0 (bpf_gen_ld_abs, net/core/filter.c, v7.3). */
export const executeLoadPacket: Executor<"load-packet"> = ({ size, indirect }, { slot, src, imm }) => {
  const next = slot + 1;
  return (machine) => {
    machine.readRegister(CONTEXT);
    const index = indirect ? Number(BigInt.asIntN(32, machine.readRegister(src))) : 0;
    const { environment } = machine;
    if (!environment.loadPacket) {
      const message = "there is no packet here that BPF_ABS and BPF_IND could load from";
      throw new FaultSignal({ rule: "invalid-instruction", message });
    }
    const value = environment.loadPacket((index + imm) | 0, size.bytes, machine);
    machine.finishCall(value ?? 0n);
    return value === undefined ? machine.leaveFunction() : next;
  };
};
