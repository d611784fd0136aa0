import type { ReturnRange } from "../contexts/context.ts";
import type { Kernel } from "../kernel.ts";

/** A value that the program's type may not return (check_return_code, kernel/bpf/verifier.c, v7.3). */
export function checkReturn(kernel: Kernel, range: ReturnRange | undefined, r0: bigint): void {
  const value = BigInt.asIntN(64, r0);
  if (!range || (value >= BigInt(range.least) && value <= BigInt(range.most))) return;
  const allowed = `[${range.least}, ${range.most}]`;
  kernel.fault("return-value", `the program returns ${value}; R0 should have been in ${allowed}`);
}

/** At the end of the program no reference may be held (check_reference_leak, kernel/bpf/verifier.c, v7.3). */
export function checkExit(kernel: Kernel): void {
  kernel.locks.refuseHeld("the program ends");
  const [first] = kernel.references.held;
  if (!first) return;
  const message = `the program ends while it holds a reference on ${first.object.name}`;
  const origin = { slot: first.acquiredAt, message: `the reference on ${first.object.name} was acquired here` };
  kernel.fault("unreleased-reference", message, { origin });
}
