import { errnoValues } from "../../uapi/errno.ts";
import type { KfuncModel } from "./model.ts";

/** net/core/filter.c, v7.3. A flag leaves a null dynptr, which may be passed on: its slices are NULL. */
export const bpf_dynptr_from_xdp: KfuncModel<"bpf_dynptr_from_xdp"> = {
  name: "bpf_dynptr_from_xdp",
  notModelled: [],
  call(_kernel, { x, flags, ptr__uninit }) {
    if (flags !== 0n) {
      ptr__uninit.setNull();
      return -errnoValues.EINVAL;
    }
    ptr__uninit.initialise({ type: "BPF_DYNPTR_TYPE_XDP", buff: x }, 0, x.length);
    return 0;
  },
};

/** bpf_dynptr_check_off_len (include/linux/bpf.h, v7.3), without overflow. */
const isOutside = (size: number, offset: bigint, length: bigint) =>
  length > BigInt(size) || offset > BigInt(size) - length;

/** kernel/bpf/helpers.c, v7.3, for dynptrs of XDP packets: in place where the bytes stand in one piece, else copied. */
export const bpf_dynptr_slice: KfuncModel<"bpf_dynptr_slice"> = {
  name: "bpf_dynptr_slice",
  notModelled: ["Dynptrs of types other than XDP."],
  call(kernel, { p, offset, buffer__nullable, buffer__szk }) {
    if (!p.target || isOutside(p.size, offset, buffer__szk)) return null;
    const start = p.offset + Number(offset);
    const length = Number(buffer__szk);
    const place = p.target.buff.pointer(start, length);
    if (typeof place === "object") {
      const options = { offset: place.offset, size: length, name: "slice", writable: false, fresh: true };
      return p.addSlice(kernel.memory.view(place.region, options));
    }
    if (!buffer__nullable) return null;
    buffer__nullable.write(p.target.buff.copyOut(start, length));
    return p.addSlice(buffer__nullable.readOnlyView(length, "slice in the buffer").region);
  },
};
