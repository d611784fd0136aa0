import { FaultSignal } from "../fault-signal.ts";
import type { Executor } from "./executors.ts";

/** The immediate of a cast from the arena's address space (1) to the kernel's (0); the other way round it is in the upper half. */
const FROM_ARENA = 1;

export const executeAddressSpaceCast: Executor<"address-space-cast"> = (_operation, { slot, dst, src, imm }) => {
  const next = slot + 1;
  const to = imm === FROM_ARENA ? "kernel" : "arena";
  return (machine) => {
    const address = machine.readRegister(src);
    const { environment } = machine;
    if (!environment.castAddress) {
      throw new FaultSignal({
        rule: "invalid-instruction",
        message: "addr_space_cast in a program that takes no arena",
      });
    }
    machine.writeRegister(dst, environment.castAddress(address, to, machine));
    return next;
  };
};
