import type { Kernel } from "../kernel.ts";

/** At the end of the program no reference may be held (check_reference_leak, kernel/bpf/verifier.c, v7.3). */
export function checkExit(kernel: Kernel): void {
  const [first] = kernel.references.held;
  if (!first) return;
  const message = `the program ends while it holds a reference on ${first.object.name}`;
  const origin = { slot: first.acquiredAt, message: `the reference on ${first.object.name} was acquired here` };
  kernel.fault("unreleased-reference", message, { origin });
}
