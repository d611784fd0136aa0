import { toU32 } from "../../bytes/integers.ts";
import type { ErrnoName } from "../../uapi/errno.ts";
import type { Location } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";
import type { Dynptr } from "../objects/dynptr.ts";
import { memoryTarget } from "../objects/dynptr-target.ts";
import { dynptrArgument, newDynptrArgument } from "./dynptr-argument.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { memorySize } from "./memory-size.ts";
import { recordOf, reserveRecord, ringBufferArgument } from "./ring-buffer.ts";

/** DYNPTR_MAX_SIZE (include/linux/bpf.h, v7.3). */
const LARGEST = 0xff_ffffn;

/** bpf_dynptr_check_off_len (include/linux/bpf.h, v7.3), without overflow. */
export const isOutside = ({ size }: Dynptr, offset: bigint, length: bigint): boolean =>
  length > size || offset > size - length;

/** Where bytes of a dynptr stand in one piece, as the kernel has them without a buffer (bpf_dynptr_slice); all of them by default. */
export function pieceOf(dynptr: Dynptr, offset = 0n, length = dynptr.size): Location | undefined {
  if (isOutside(dynptr, offset, length)) return undefined;
  return dynptr.target?.inPlace(dynptr.offset + Number(offset), Number(length));
}

/** The same where the kernel may write to them. */
export const writablePieceOf = (dynptr: Dynptr, offset = 0n, length = dynptr.size): Location | undefined =>
  dynptr.readOnly ? undefined : pieceOf(dynptr, offset, length);

const fail = (dynptr: Dynptr, errno: ErrnoName): bigint => {
  dynptr.setNull();
  return errnoResult(errno);
};

const fromMem: HelperModel = {
  name: "bpf_dynptr_from_mem",
  notModelled: [],
  call(kernel, args) {
    const dynptr = newDynptrArgument(kernel, args(3), "R4");
    const size = toU32(args(1));
    const { region, offset } = kernel.memory.resolve(args(0), { intent: "write", size: Number(size) });
    if (region.kind !== "map-value" && region.kind !== "global") {
      kernel.fault("helper-argument", `R1 is ${region.name}; a dynptr is made from a map's value only`);
    }
    if (size > LARGEST) return fail(dynptr, "E2BIG");
    if (args(2) !== 0n) return fail(dynptr, "EINVAL");
    dynptr.initialise(memoryTarget(kernel, "BPF_DYNPTR_TYPE_LOCAL", region, offset), 0, Number(size));
    return 0n;
  },
};

/** Bytes of a dynptr by an offset in it; the errno where they can't be had. */
export function readDynptr(dynptr: Dynptr, offset: bigint, length: bigint, flags: bigint): Uint8Array | ErrnoName {
  if (!dynptr.target || flags !== 0n) return "EINVAL";
  if (isOutside(dynptr, offset, length)) return "E2BIG";
  return dynptr.target.read(dynptr.offset + Number(offset), Number(length));
}

/** All bytes of a dynptr, where it stands in one piece (__bpf_dynptr_data, kernel/bpf/helpers.c, v7.3). */
export function wholeOf(dynptr: Dynptr): Uint8Array | undefined {
  const bytes = pieceOf(dynptr) && readDynptr(dynptr, 0n, dynptr.size, 0n);
  return bytes instanceof Uint8Array ? bytes : undefined;
}

/** __bpf_dynptr_write. */
export function writeDynptr(dynptr: Dynptr, offset: bigint, bytes: Uint8Array, flags: bigint): bigint {
  if (!dynptr.target || dynptr.readOnly) return errnoResult("EINVAL");
  if (isOutside(dynptr, offset, BigInt(bytes.length))) return errnoResult("E2BIG");
  return dynptr.target.write(dynptr.offset + Number(offset), bytes, flags);
}

const read: HelperModel = {
  name: "bpf_dynptr_read",
  notModelled: [],
  call(kernel, args) {
    const length = memorySize(kernel, args(1));
    kernel.memory.resolve(args(0), { intent: "write", size: length });
    const bytes = readDynptr(dynptrArgument(kernel, args(2), "R3"), args(3), BigInt(length), args(4));
    if (typeof bytes === "string") return errnoResult(bytes);
    kernel.memory.writeBytes(args(0), bytes);
    return 0n;
  },
};

const write: HelperModel = {
  name: "bpf_dynptr_write",
  notModelled: [],
  call(kernel, args) {
    const dynptr = dynptrArgument(kernel, args(0), "R1");
    const bytes = kernel.memory.readBytes(args(2), memorySize(kernel, args(3)));
    return writeDynptr(dynptr, args(1), bytes, args(4));
  },
};

const data: HelperModel = {
  name: "bpf_dynptr_data",
  notModelled: [],
  call(kernel, args) {
    const dynptr = dynptrArgument(kernel, args(0), "R1");
    const [offset, length] = [args(1), args(2)];
    const type = dynptr.target?.type;
    if (type !== "BPF_DYNPTR_TYPE_LOCAL" && type !== "BPF_DYNPTR_TYPE_RINGBUF") return 0n;
    const place = writablePieceOf(dynptr, offset, length);
    if (!place) return 0n;
    const options = { offset: place.offset, size: Number(length), name: "dynptr data", fresh: true };
    return kernel.memory.addressOf(dynptr.addSlice(kernel.memory.view(place.region, options)).region, 0);
  },
};

/** The program must give the reservation back even where it failed. */
const reserve: HelperModel = {
  name: "bpf_ringbuf_reserve_dynptr",
  notModelled: [],
  call(kernel, args) {
    const map = ringBufferArgument(kernel, args(0));
    const size = toU32(args(1));
    const dynptr = newDynptrArgument(kernel, args(3), "R4");
    const hold = () => {
      const region = kernel.memory.allocate({ kind: "object", name: `reservation in ${map.name}`, bytes: 0 });
      dynptr.reference = kernel.references.hold(region);
    };
    const failed = args(2) !== 0n ? "EINVAL" : size > LARGEST ? "E2BIG" : undefined;
    const record = failed ? undefined : reserveRecord(kernel, map, size);
    if (!record) {
      const result = fail(dynptr, failed ?? "EINVAL");
      hold();
      return result;
    }
    const target = memoryTarget(kernel, "BPF_DYNPTR_TYPE_RINGBUF", record.region, 0);
    dynptr.initialise(target, 0, Number(size));
    hold();
    return 0n;
  },
};

function finish(kernel: Kernel, dynptr: Dynptr, state: "submitted" | "discarded"): bigint {
  const { reference, target } = dynptr;
  if (!reference) return kernel.fault("release-unowned", "the dynptr holds no reservation in a ring buffer");
  const region = target?.inPlace(0, 0)?.region;
  const record = region && recordOf(kernel, region);
  if (record) record.state = state;
  kernel.references.release(reference);
  kernel.dynptrs.end(reference);
  if (region) kernel.memory.release(region, kernel.slot);
  return 0n;
}

const give = (name: HelperModel["name"], state: "submitted" | "discarded"): HelperModel => ({
  name,
  notModelled: [],
  call: (kernel, args) => finish(kernel, dynptrArgument(kernel, args(0), "R1"), state),
});

/** kernel/bpf/helpers.c and kernel/bpf/ringbuf.c, v7.3. */
export const dynptr: readonly HelperModel[] = [
  fromMem,
  read,
  write,
  data,
  reserve,
  give("bpf_ringbuf_submit_dynptr", "submitted"),
  give("bpf_ringbuf_discard_dynptr", "discarded"),
];
