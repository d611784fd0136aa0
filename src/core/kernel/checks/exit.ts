import type { ReturnRange } from "../contexts/context.ts";
import type { Kernel } from "../kernel.ts";

/** A value that the program's type may not return (check_return_code, kernel/bpf/verifier.c, v7.3). */
export function checkReturn(kernel: Kernel, range: ReturnRange, r0: bigint): void {
  const value = BigInt.asIntN(range.is32Bit ? 32 : 64, r0);
  if (value >= BigInt(range.least) && value <= BigInt(range.most)) return;
  const allowed = `[${range.least}, ${range.most}]`;
  kernel.fault("return-value", `the program returns ${value}; R0 should have been in ${allowed}`);
}

function checkReferences(kernel: Kernel, what: string, depth: number): void {
  const first = kernel.references.held.find((each) => each.depth >= depth);
  if (!first) return;
  const message = `${what} while it holds a reference on ${first.object.name}`;
  const origin = { slot: first.acquiredAt, message: `the reference on ${first.object.name} was acquired here` };
  kernel.fault("unreleased-reference", message, { origin });
}

/**
 * `what`, which is about to happen, takes that nothing is held and no section open (check_resource_leak, v7.3). With `depth`,
 * only what the programs from this one on hold counts (`Machine.programDepth`): those that called them hold theirs.
 */
export function checkNothingHeld(kernel: Kernel, what: string, depth = 0): void {
  kernel.locks.refuseHeld(what);
  checkReferences(kernel, what, depth);
  kernel.sections.refuseOpen(what, depth);
}

/** At the end of the program (process_bpf_exit_full, kernel/bpf/verifier.c, v7.3). */
export function checkExit(kernel: Kernel): void {
  checkNothingHeld(kernel, "the program ends");
}
