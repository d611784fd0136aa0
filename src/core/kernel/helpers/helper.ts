import type { ProgramType } from "../../uapi/program-types.ts";
import type { Kernel } from "../kernel.ts";

/** How a BPF helper behaves. Its id is that of `BPF_FUNC_<name without bpf_>` in the kernel's BTF. */
export interface HelperModel {
  readonly name: `bpf_${string}`;
  /** gpl_only of its bpf_func_proto (v7.3): only programs under a GPL-compatible license may call it. */
  readonly gplOnly?: true;
  /** might_sleep of its bpf_func_proto. */
  readonly sleeps?: true;
  /** The only program types that may call it, where not all may (the func_proto functions of net/core/filter.c, v7.3). */
  readonly programTypes?: readonly ProgramType[];
  /** What the kernel does and the model leaves out. */
  readonly notModelled: readonly string[];
  /** `args` gives r1 to r5 by index from 0; reading one that was never written is a fault. The result goes to r0. */
  call(kernel: Kernel, args: (index: number) => bigint): bigint;
}
