import { functionSlot } from "../../vm/function-address.ts";
import type { Kernel } from "../kernel.ts";

/** A function of the program that a helper calls. */
export type Callback = (...args: readonly bigint[]) => bigint;

/** Unused parameters of a callback are 0. */
const PARAMETERS = 5;

/**
 * The callback in an argument. It returns 0 or 1 (set_loop_callback_state and the like; check at callback return,
 * kernel/bpf/verifier.c, v7.3).
 */
export function callbackArgument(kernel: Kernel, address: bigint, label: string): Callback {
  const slot = functionSlot(address);
  const { machine } = kernel;
  if (slot === undefined || !machine) {
    return kernel.fault("helper-argument", `${label} is no function of the program where a callback is expected`);
  }
  return (...args) => {
    const result = machine.callFunction(slot, [...args, ...new Array<bigint>(PARAMETERS - args.length).fill(0n)]);
    if (result > 1n) {
      kernel.fault("return-value", `a callback returned ${BigInt.asIntN(64, result)}; it should have been in [0, 1]`);
    }
    return result;
  };
}
