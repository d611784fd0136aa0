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

const DRIVERS = ["Programs that are loaded for a device, where its driver answers: all others are refused."];

/** What net/core/xdp.c, v7.3, has for drivers that know no answer. */
const unknown = () => negativeErrno("EOPNOTSUPP");

export const bpf_xdp_metadata_rx_hash: KfuncModel<"bpf_xdp_metadata_rx_hash"> = {
  name: "bpf_xdp_metadata_rx_hash",
  notModelled: DRIVERS,
  call: unknown,
};

export const bpf_xdp_metadata_rx_timestamp: KfuncModel<"bpf_xdp_metadata_rx_timestamp"> = {
  name: "bpf_xdp_metadata_rx_timestamp",
  notModelled: DRIVERS,
  call: unknown,
};

export const bpf_xdp_metadata_rx_vlan_tag: KfuncModel<"bpf_xdp_metadata_rx_vlan_tag"> = {
  name: "bpf_xdp_metadata_rx_vlan_tag",
  notModelled: DRIVERS,
  call: unknown,
};
