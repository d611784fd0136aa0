import { negativeErrno } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import type { MemoryPointer } from "./argument-types.ts";
import type { KfuncModel } from "./model.ts";
import { type Copy, taskText, userTextSleeping } from "./text-copies.ts";

/** enum bpf_kfunc_flags (include/uapi/linux/bpf.h, v7.3). */
const BPF_F_PAD_ZEROS = 1n;

interface Arguments {
  readonly dst: MemoryPointer;
  readonly dst__sz: number;
  readonly unsafe_ptr__ign: bigint;
  readonly flags: bigint;
}

/** Flags are looked at first; a size of 0 before the memory. With the flag, zeros from the NUL on, or all of them after an error. */
function copyText(kernel: Kernel, { dst, dst__sz, unsafe_ptr__ign, flags }: Arguments, copy: Copy): number {
  if ((flags & ~BPF_F_PAD_ZEROS) !== 0n) return negativeErrno("EINVAL");
  if (dst__sz === 0) return 0;
  const { bytes, result } = copy(kernel, unsafe_ptr__ign, dst__sz);
  if (flags === 0n) {
    dst.write(bytes);
    return result;
  }
  const padded = new Uint8Array(dst__sz);
  if (result > 0) padded.set(bytes);
  dst.write(padded);
  return result;
}

const OTHER_MEMORY = "Memory of processes that the scenario does not describe.";
const PAGES = "Zeros that are left up to the next 8 bytes without the flag, where the memory crosses a page.";

/** kernel/bpf/helpers.c, v7.3. */
const bpf_copy_from_user_str: KfuncModel<"bpf_copy_from_user_str"> = {
  name: "bpf_copy_from_user_str",
  notModelled: [OTHER_MEMORY],
  call: (kernel, args) => copyText(kernel, args, userTextSleeping),
};

/** kernel/bpf/helpers.c, v7.3. All processes of a scenario have the same memory, so the task makes no difference. */
const bpf_copy_from_user_task_str: KfuncModel<"bpf_copy_from_user_task_str"> = {
  name: "bpf_copy_from_user_task_str",
  notModelled: [OTHER_MEMORY, PAGES],
  call: (kernel, args) => copyText(kernel, args, taskText),
};

export const userTexts: readonly KfuncModel[] = [
  bpf_copy_from_user_str,
  bpf_copy_from_user_task_str,
] as readonly KfuncModel[];
