import type { Kernel } from "../kernel.ts";

/** The size that a program states for memory, ARG_CONST_SIZE (check_mem_size_reg, kernel/bpf/verifier.c, v7.3): not zero, and bounded. */
export function memorySize(kernel: Kernel, size: bigint): number {
  if (size > 0n && size < 1n << 29n) return Number(size);
  return kernel.fault(
    "out-of-bounds",
    `a helper takes memory of 1 to 2^29 - 1 bytes, not of ${BigInt.asIntN(64, size)}`,
  );
}
