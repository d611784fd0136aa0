import { toU32 } from "../../bytes/integers.ts";
import type { Kernel } from "../kernel.ts";
import { errnoResult } from "./errno-result.ts";
import type { HelperModel } from "./helper.ts";
import { skbArgument } from "./skb.ts";

/** What the program returns to have it done, or to drop the packet (include/uapi/linux/pkt_cls.h, v7.3). */
const TC_ACT_SHOT = 2n;
const TC_ACT_REDIRECT = 7n;
/** include/uapi/linux/bpf.h, v7.3 */
/** enum xdp_action. */
const XDP_ABORTED = 0n;
const XDP_REDIRECT = 4n;
const BPF_F_INGRESS = 1n;
const BPF_F_EGRESS = 2n;
/** struct bpf_redir_neigh. */
const NEIGHBOUR_BYTES = 20n;

const NOT_MODELLED = ["Where the packet goes: the device is not looked for before the program has ended."];

/** bpf_xdp_redirect: the verdict. */
function redirectFrame(kernel: Kernel, index: bigint, flags: bigint): bigint {
  if (flags !== 0n) return XDP_ABORTED;
  const ifindex = Number(toU32(index));
  kernel.redirect = { to: `device ${kernel.net.devices.byIndex(ifindex)?.name ?? ifindex}` };
  return XDP_REDIRECT;
}

const redirect: HelperModel = {
  name: "bpf_redirect",
  notModelled: NOT_MODELLED,
  call(kernel, args) {
    if (kernel.program.programType === "BPF_PROG_TYPE_XDP") return redirectFrame(kernel, args(0), args(1));
    return (args(1) & ~BPF_F_INGRESS) === 0n ? TC_ACT_REDIRECT : TC_ACT_SHOT;
  },
};

const redirectPeer: HelperModel = {
  name: "bpf_redirect_peer",
  notModelled: NOT_MODELLED,
  call: (_, args) => ((args(1) & ~BPF_F_EGRESS) === 0n ? TC_ACT_REDIRECT : TC_ACT_SHOT),
};

const redirectNeighbour: HelperModel = {
  name: "bpf_redirect_neigh",
  notModelled: NOT_MODELLED,
  call({ memory }, args) {
    const size = toU32(args(2));
    if (size > 0n) memory.resolve(args(1), { intent: "read", size: Number(size) });
    const isRefused = (size > 0n && size < NEIGHBOUR_BYTES) || args(3) !== 0n;
    return isRefused ? TC_ACT_SHOT : TC_ACT_REDIRECT;
  },
};

const cloneRedirect: HelperModel = {
  name: "bpf_clone_redirect",
  notModelled: ["What becomes of the copy: a device that drops it is not known."],
  call(kernel, args) {
    const skb = skbArgument(kernel, args(0));
    if ((args(2) & ~BPF_F_INGRESS) !== 0n) return errnoResult("EINVAL");
    if (skb.isGso) return errnoResult("EBADMSG");
    return errnoResult(kernel.net.devices.byIndex(Number(toU32(args(1)))) ? undefined : "EINVAL");
  },
};

/** net/core/filter.c, v7.3. */
export const skbRedirect: readonly HelperModel[] = [redirect, redirectPeer, redirectNeighbour, cloneRedirect];
