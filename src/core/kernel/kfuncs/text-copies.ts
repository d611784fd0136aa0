import { negativeErrno } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import { copyUserText } from "../objects/user-text.ts";

/** What a copy leaves at the start of its destination, and what it returns. */
export interface Copied {
  readonly bytes: Uint8Array;
  readonly result: number;
}

/** A copy of `size` bytes of memory, or of a string that is no longer. */
export type Copy = (kernel: Kernel, address: bigint, size: number) => Copied;

export const failed = (bytes: Uint8Array = new Uint8Array(0)): Copied => ({ bytes, result: negativeErrno("EFAULT") });

/** strncpy_from_user, as copy_user_str_sleepable (kernel/trace/bpf_trace.c, v7.3) and bpf_copy_from_user_str call it: the last byte is kept for the NUL. */
export const userTextSleeping: Copy = (kernel, address, size) => {
  if (size === 0) return { bytes: new Uint8Array(0), result: 0 };
  const { bytes, length, isRead } = copyUserText(kernel, address, size - 1);
  if (!isRead) return failed(bytes);
  const ended = new Uint8Array(Math.max(bytes.length, length + 1));
  ended.set(bytes);
  return { bytes: ended, result: length + 1 };
};

/** copy_remote_vm_str (mm/memory.c, v7.3): where it fails, a NUL behind what was read. */
export const taskText: Copy = (kernel, address, size) => {
  if (size === 0) return { bytes: new Uint8Array(0), result: 0 };
  const { bytes, length, isRead } = copyUserText(kernel, address, size);
  if (!isRead) return failed(Uint8Array.of(...bytes, 0));
  if (length < size) return { bytes, result: length + 1 };
  bytes[size - 1] = 0;
  return { bytes, result: size };
};
