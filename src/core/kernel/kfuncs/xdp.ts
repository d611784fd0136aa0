import { negativeErrno } from "../../uapi/errno.ts";
import type { KfuncModel } from "./model.ts";

/** net/core/filter.c, v7.3. The verifier forgets all pointers into the packet, whatever comes of the call. */
export const bpf_xdp_pull_data: KfuncModel<"bpf_xdp_pull_data"> = {
  name: "bpf_xdp_pull_data",
  notModelled: [],
  call(_kernel, { x, len }) {
    const error = x.pull(len);
    return error ? negativeErrno(error) : 0;
  },
};
