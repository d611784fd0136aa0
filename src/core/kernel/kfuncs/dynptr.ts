import { negativeErrno } from "../../uapi/errno.ts";
import { isOutside, pieceOf, readDynptr, writablePieceOf, writeDynptr } from "../helpers/dynptr.ts";
import type { Kernel } from "../kernel.ts";
import type { Dynptr } from "../objects/dynptr.ts";
import { type DynptrTarget, skbMetaTarget, skbTarget, xdpTarget } from "../objects/dynptr-target.ts";
import type { MemoryPointer, ReturnedMemory } from "./argument-types.ts";
import type { KfuncModel } from "./model.ts";

const toNumber = (result: bigint) => Number(BigInt.asIntN(32, result));

/** A flag leaves a null dynptr, which may be passed on: its slices are NULL. */
function fromPacket(dynptr: Dynptr, target: DynptrTarget, size: number, flags: bigint): number {
  if (flags !== 0n) {
    dynptr.setNull();
    return negativeErrno("EINVAL");
  }
  dynptr.initialise(target, 0, size);
  return 0;
}

/** net/core/filter.c, v7.3. */
export const bpf_dynptr_from_xdp: KfuncModel<"bpf_dynptr_from_xdp"> = {
  name: "bpf_dynptr_from_xdp",
  notModelled: [],
  call: (kernel, { x, flags, ptr__uninit }) => fromPacket(ptr__uninit, xdpTarget(kernel, x), x.length, flags),
};

/** net/core/filter.c, v7.3; read-only in program types that may not store to the packet (bpf_dynptr_from_skb_rdonly). */
export const bpf_dynptr_from_skb: KfuncModel<"bpf_dynptr_from_skb"> = {
  name: "bpf_dynptr_from_skb",
  notModelled: [],
  call: (kernel, { s, flags, ptr__uninit }) => fromPacket(ptr__uninit, skbTarget(kernel, s), s.length, flags),
};

/** net/core/filter.c, v7.3. */
export const bpf_dynptr_from_skb_meta: KfuncModel<"bpf_dynptr_from_skb_meta"> = {
  name: "bpf_dynptr_from_skb_meta",
  notModelled: ["Metadata that an XDP program left: the packets of test runs have none."],
  call: (kernel, { skb_, flags, ptr__uninit }) => fromPacket(ptr__uninit, skbMetaTarget(kernel, skb_), 0, flags),
};

interface SliceArguments {
  readonly p: Dynptr;
  readonly offset: bigint;
  readonly buffer__nullable: MemoryPointer | null;
  readonly buffer__szk: bigint;
}

/** In place where the bytes stand in one piece, else copied into the buffer. */
function slice(kernel: Kernel, args: SliceArguments, writable: boolean): ReturnedMemory | null {
  const { p, offset, buffer__nullable: buffer, buffer__szk } = args;
  if (!p.target || isOutside(p, offset, buffer__szk)) return null;
  const length = Number(buffer__szk);
  const place = pieceOf(p, offset, buffer__szk);
  const rights = writable ? {} : { writable: false };
  if (place) {
    const options = { offset: place.offset, size: length, name: "slice", fresh: true, ...rights };
    return p.addSlice(kernel.memory.view(place.region, options));
  }
  const bytes = p.target.copySlice(p.offset + Number(offset), length);
  if (!buffer || !bytes) return null;
  buffer.write(bytes);
  return p.addSlice(buffer.view(length, "slice in the buffer", writable).region);
}

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_dynptr_slice: KfuncModel<"bpf_dynptr_slice"> = {
  name: "bpf_dynptr_slice",
  notModelled: [],
  call: (kernel, args) => slice(kernel, args, false),
};

/** kernel/bpf/helpers.c, v7.3. What is written into the buffer stays there: bpf_dynptr_write() takes it to the packet. */
export const bpf_dynptr_slice_rdwr: KfuncModel<"bpf_dynptr_slice_rdwr"> = {
  name: "bpf_dynptr_slice_rdwr",
  notModelled: [],
  call: (kernel, args) => (args.p.readOnly ? null : slice(kernel, args, true)),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_dynptr_adjust: KfuncModel<"bpf_dynptr_adjust"> = {
  name: "bpf_dynptr_adjust",
  notModelled: [],
  call(_kernel, { p, start, end }) {
    if (!p.target || start > end) return negativeErrno("EINVAL");
    if (start > p.size || end > p.size) return negativeErrno("ERANGE");
    p.adjust(start, end - start);
    return 0;
  },
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_dynptr_is_null: KfuncModel<"bpf_dynptr_is_null"> = {
  name: "bpf_dynptr_is_null",
  notModelled: [],
  call: (_kernel, { p }) => (p.target ? 0 : 1),
};

/** kernel/bpf/helpers.c, v7.3. A null dynptr is not read-only. */
export const bpf_dynptr_is_rdonly: KfuncModel<"bpf_dynptr_is_rdonly"> = {
  name: "bpf_dynptr_is_rdonly",
  notModelled: [],
  call: (_kernel, { p }) => (p.target && p.readOnly ? 1 : 0),
};

/** kernel/bpf/helpers.c, v7.3. The errno of a null dynptr comes as an unsigned number. */
export const bpf_dynptr_size: KfuncModel<"bpf_dynptr_size"> = {
  name: "bpf_dynptr_size",
  notModelled: [],
  call: (_kernel, { p }) => (p.target ? p.size : BigInt.asUintN(64, BigInt(negativeErrno("EINVAL")))),
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_dynptr_clone: KfuncModel<"bpf_dynptr_clone"> = {
  name: "bpf_dynptr_clone",
  notModelled: [],
  call(_kernel, { p, clone__uninit }) {
    const isNull = !p.target;
    clone__uninit.copyFrom(p);
    return isNull ? negativeErrno("EINVAL") : 0;
  },
};

/** Pieces in which the kernel copies where neither side is to be had in one: through a buffer on its stack. */
const PIECE = 256n;

/** What is copied before an error stays copied. */
function copyPieces(dst: Dynptr, dstOffset: bigint, src: Dynptr, srcOffset: bigint, size: bigint): number {
  for (let done = 0n; done < size; done += PIECE) {
    const bytes = readDynptr(src, srcOffset + done, size - done < PIECE ? size - done : PIECE, 0n);
    if (typeof bytes === "string") return negativeErrno(bytes);
    const error = toNumber(writeDynptr(dst, dstOffset + done, bytes, 0n));
    if (error !== 0) return error;
  }
  return 0;
}

/** kernel/bpf/helpers.c, v7.3: which error comes depends on which side has the bytes in one piece. */
export const bpf_dynptr_copy: KfuncModel<"bpf_dynptr_copy"> = {
  name: "bpf_dynptr_copy",
  notModelled: ["What is copied of a file that ends too early, before the error."],
  call(_kernel, { dst_ptr, dst_off, src_ptr, src_off, size }) {
    if (pieceOf(src_ptr, src_off, size) ?? writablePieceOf(dst_ptr, dst_off, size)) {
      const bytes = readDynptr(src_ptr, src_off, size, 0n);
      return typeof bytes === "string" ? negativeErrno(bytes) : toNumber(writeDynptr(dst_ptr, dst_off, bytes, 0n));
    }
    if (isOutside(dst_ptr, dst_off, size) || isOutside(src_ptr, src_off, size)) return negativeErrno("E2BIG");
    return copyPieces(dst_ptr, dst_off, src_ptr, src_off, size);
  },
};

/** kernel/bpf/helpers.c, v7.3. */
export const bpf_dynptr_memset: KfuncModel<"bpf_dynptr_memset"> = {
  name: "bpf_dynptr_memset",
  notModelled: [],
  call(_kernel, { p, offset, size, val }) {
    if (p.readOnly) return negativeErrno("EINVAL");
    if (isOutside(p, offset, size)) return negativeErrno("E2BIG");
    if (!p.target) return size === 0n ? 0 : negativeErrno("EINVAL");
    return toNumber(writeDynptr(p, offset, new Uint8Array(Number(size)).fill(val), 0n));
  },
};
