import type { Kernel } from "../kernel.ts";

/** What a callback of a timer, work queue or task work returns (set_timer_callback_state, kernel/bpf/verifier.c, v7.3): 0. */
export function checkAsyncReturn(kernel: Kernel, r0: bigint): void {
  if (r0 === 0n) return;
  const value = BigInt.asIntN(64, r0);
  kernel.fault("return-value", `at async callback return R0 is ${value}; it should have been in [0, 0]`);
}
