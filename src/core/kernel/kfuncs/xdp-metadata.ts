import { writeUnsigned } from "../../bytes/integers.ts";
import { negativeErrno } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import { flowHash } from "../objects/flow-hash.ts";
import type { XdpBuff } from "../objects/xdp-buff.ts";
import type { KfuncModel } from "./model.ts";

const OTHERS = "Other drivers than that of veth, and frames that XDP redirected to a veth, of which it knows nothing.";

/** What net/core/xdp.c, v7.3, has for drivers that know no answer. */
const unknown = () => negativeErrno("EOPNOTSUPP");

function bytesOf(kernel: Kernel, enumerator: string): Uint8Array {
  const bytes = new Uint8Array(4);
  writeUnsigned(bytes, 0, 4, kernel.enumerator(enumerator));
  return bytes;
}

/** The hash of a frame by its addresses and ports; frames without ports have no model. */
function hashOf(kernel: Kernel, buff: XdpBuff): number {
  const hash = flowHash(buff.before);
  if (hash !== undefined) return hash;
  return kernel.fault("kfunc-not-modelled", "the hash of a frame that is neither TCP nor UDP over IPv4 has no model");
}

/** veth_xdp_rx_hash (drivers/net/veth.c, v7.3). */
export const bpf_xdp_metadata_rx_hash: KfuncModel<"bpf_xdp_metadata_rx_hash"> = {
  name: "bpf_xdp_metadata_rx_hash",
  notModelled: [OTHERS, "The hash itself, which Linux computes with a secret of the boot: here it is another number."],
  call(kernel, { ctx, hash, rss_type }) {
    if (!ctx.arrival) return unknown();
    const bytes = new Uint8Array(4);
    writeUnsigned(bytes, 0, 4, BigInt(hashOf(kernel, ctx)));
    hash.write(bytes);
    rss_type.write(bytesOf(kernel, "XDP_RSS_TYPE_L4_ANY"));
    return 0;
  },
};

/** veth_xdp_rx_timestamp (drivers/net/veth.c, v7.3): no card stamps what goes from one end to the other. */
export const bpf_xdp_metadata_rx_timestamp: KfuncModel<"bpf_xdp_metadata_rx_timestamp"> = {
  name: "bpf_xdp_metadata_rx_timestamp",
  notModelled: [OTHERS],
  call(_kernel, { ctx, timestamp }) {
    if (!ctx.arrival) return unknown();
    timestamp.write(new Uint8Array(8));
    return 0;
  },
};

/** veth_xdp_rx_vlan_tag (drivers/net/veth.c) and __vlan_hwaccel_get_tag (include/linux/if_vlan.h), v7.3. */
export const bpf_xdp_metadata_rx_vlan_tag: KfuncModel<"bpf_xdp_metadata_rx_vlan_tag"> = {
  name: "bpf_xdp_metadata_rx_vlan_tag",
  notModelled: [OTHERS, "Tags beside a frame: those of a scenario's packet stand in it, and the driver tells of none."],
  call(_kernel, { ctx, vlan_tci }) {
    if (!ctx.arrival) return unknown();
    vlan_tci.write(new Uint8Array(2));
    return negativeErrno("ENODATA");
  },
};
