import type { Kernel } from "../kernel.ts";

/**
 * How a BPF helper behaves. Its id is that of `BPF_FUNC_<name without bpf_>` in the kernel's BTF. Which programs may call it,
 * and under which license, is measured (`HelperFacts`) and never stated here.
 */
export interface HelperModel {
  readonly name: `bpf_${string}`;
  /** What the kernel does and the model leaves out. */
  readonly notModelled: readonly string[];
  /** `args` gives r1 to r5 by index from 0; reading one that was never written is a fault. The result goes to r0. */
  call(kernel: Kernel, args: (index: number) => bigint): bigint;
}
