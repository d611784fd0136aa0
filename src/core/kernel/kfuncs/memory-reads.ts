import { negativeErrno } from "../../uapi/errno.ts";
import { isOutside, writablePieceOf, writeDynptr } from "../helpers/dynptr.ts";
import { kernelMemory, readUserMemory } from "../helpers/probe-read.ts";
import type { Kernel } from "../kernel.ts";
import type { Dynptr } from "../objects/dynptr.ts";
import { type CopiedText, copyUserText } from "../objects/user-text.ts";
import type { KfuncModel } from "./model.ts";
import { type Copy, failed, taskText, userTextSleeping } from "./text-copies.ts";

const WORD = 8;
/** In bytes: of the buffer on the kernel's stack, by which memory goes to a dynptr that is not in one piece. */
const PIECE = 256;

/** What was copied before an unmapped page stays (copy_from_user_nofault, mm/maccess.c, and access_process_vm, v7.3). */
const userData: Copy = (kernel, address, size) => {
  const bytes = readUserMemory(kernel, address, size);
  return bytes.length === size ? { bytes, result: 0 } : failed(bytes);
};

/** copy_from_user (include/linux/uaccess.h, v7.3): what can't be read becomes zeros. */
const userDataSleeping: Copy = (kernel, address, size) => {
  const { bytes, result } = userData(kernel, address, size);
  const whole = new Uint8Array(size);
  whole.set(bytes);
  return { bytes: whole, result };
};

/** copy_from_kernel_nofault (mm/maccess.c, v7.3). */
const kernelData: Copy = (kernel, address, size) => {
  const bytes = kernelMemory(kernel, address, size);
  return typeof bytes === "string" ? { ...failed(), result: negativeErrno(bytes) } : { bytes, result: 0 };
};

/** strncpy_from_user_nofault (mm/maccess.c, v7.3). */
const userText: Copy = (kernel, address, size) => {
  const { bytes, length, isRead }: CopiedText = copyUserText(kernel, address, size);
  if (!isRead) return failed(bytes);
  if (length < size) return { bytes, result: length + 1 };
  bytes[size - 1] = 0;
  return { bytes, result: size };
};

/** strncpy_from_kernel_nofault (mm/maccess.c, v7.3): byte by byte; where it fails, a NUL behind what was read. */
const kernelText: Copy = (kernel, address, size) => {
  const bytes: number[] = [];
  while (bytes.length < size) {
    const byte = kernelMemory(kernel, address + BigInt(bytes.length), 1);
    if (byte === "ERANGE") return { bytes: new Uint8Array(0), result: negativeErrno(byte) };
    if (typeof byte === "string") return failed(Uint8Array.of(...bytes, 0));
    bytes.push(byte[0] ?? 0);
    if (byte[0] === 0) break;
  }
  if (bytes.length > 0) bytes[bytes.length - 1] = 0;
  return { bytes: Uint8Array.from(bytes), result: bytes.length };
};

interface Destination {
  readonly dptr: Dynptr;
  readonly off: bigint;
  readonly size: bigint;
}

const put = ({ dptr, off }: Destination, done: number, bytes: Uint8Array): number =>
  bytes.length === 0 ? 0 : Number(BigInt.asIntN(32, writeDynptr(dptr, off + BigInt(done), bytes, 0n)));

/** __bpf_dynptr_copy (kernel/trace/bpf_trace.c, v7.3). */
function copyDataInPieces(kernel: Kernel, to: Destination, source: bigint, copy: Copy): number {
  const size = Number(to.size);
  for (let done = 0; done < size; done += PIECE) {
    const { bytes, result } = copy(kernel, source + BigInt(done), Math.min(PIECE, size - done));
    const error = result === 0 ? put(to, done, bytes) : result;
    if (error !== 0) return error;
  }
  return 0;
}

/** __bpf_dynptr_copy_str (kernel/trace/bpf_trace.c, v7.3): each piece overwrites the NUL of the one before. */
function copyTextInPieces(kernel: Kernel, to: Destination, source: bigint, copy: Copy): number {
  const size = Number(to.size);
  let done = 0;
  while (done < size) {
    const piece = Math.min(PIECE, size - done);
    const { bytes, result } = copy(kernel, source + BigInt(done), piece);
    const error = result < 0 ? result : put(to, done, bytes.subarray(0, result));
    if (error < 0) return error;
    if (result < piece || piece === 1) return done + result;
    done += piece - 1;
  }
  return done;
}

/** At once where the destination can be had in one piece (bpf_dynptr_slice_rdwr without a buffer). */
function copyTo(
  kernel: Kernel,
  to: Destination,
  source: bigint,
  copy: Copy,
  inPieces: typeof copyDataInPieces,
): number {
  const { dptr, off, size } = to;
  if (isOutside(dptr, off, size)) return negativeErrno("E2BIG");
  if (!writablePieceOf(dptr, off, size)) return inPieces(kernel, to, source, copy);
  const { bytes, result } = copy(kernel, source, Number(size));
  put(to, 0, bytes);
  return result;
}

const PAGES = `Zeros that strings leave up to the next ${WORD} bytes, where the memory crosses a page.`;
const OTHER_MEMORY = "Memory of processes that the scenario does not describe.";
const PARTLY = "What a read that fails leaves in the dynptr.";

/** `unsafe_ptr__ign` is whatever number the program has: it is looked at when memory is read. */
function reader(
  name: Extract<KfuncModel["name"], `${string}_dynptr`>,
  copy: Copy,
  inPieces: typeof copyDataInPieces,
  notModelled: readonly string[],
): KfuncModel {
  const call = (kernel: Kernel, args: Destination & { readonly unsafe_ptr__ign: bigint }) =>
    copyTo(kernel, args, args.unsafe_ptr__ign, copy, inPieces);
  return { name, notModelled, call: call as KfuncModel["call"] };
}

/** kernel/trace/bpf_trace.c, v7.3. All processes of a scenario have the same memory, so the task makes no difference. */
export const memoryReads: readonly KfuncModel[] = [
  reader("bpf_probe_read_user_dynptr", userData, copyDataInPieces, [OTHER_MEMORY]),
  reader("bpf_probe_read_user_str_dynptr", userText, copyTextInPieces, [OTHER_MEMORY]),
  reader("bpf_probe_read_kernel_dynptr", kernelData, copyDataInPieces, [PARTLY]),
  reader("bpf_probe_read_kernel_str_dynptr", kernelText, copyTextInPieces, []),
  reader("bpf_copy_from_user_dynptr", userDataSleeping, copyDataInPieces, [OTHER_MEMORY]),
  reader("bpf_copy_from_user_str_dynptr", userTextSleeping, copyTextInPieces, [OTHER_MEMORY]),
  reader("bpf_copy_from_user_task_dynptr", userData, copyDataInPieces, [OTHER_MEMORY]),
  reader("bpf_copy_from_user_task_str_dynptr", taskText, copyTextInPieces, [OTHER_MEMORY, PAGES]),
];
