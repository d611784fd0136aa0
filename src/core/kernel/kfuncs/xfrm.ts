import { type ErrnoName, negativeErrno } from "../../uapi/errno.ts";
import type { KfuncModel } from "./model.ts";
import { passedStruct } from "./passed-struct.ts";

/** BPF_F_CURRENT_NETNS (include/uapi/linux/bpf.h, v7.3): the namespace of the device. */
const CURRENT_NETNS = -1;

/** net/xfrm/xfrm_state_bpf.c, v7.3. `opts.error` is written on failure only. */
export const bpf_xdp_get_xfrm_state: KfuncModel<"bpf_xdp_get_xfrm_state"> = {
  name: "bpf_xdp_get_xfrm_state",
  notModelled: [
    "States that are deleted or expire while the program runs.",
    "States of namespaces that are being torn down.",
    "Members of the state that the scenario does not give are zero.",
  ],
  call(kernel, { opts, opts__sz }) {
    const fail = (errno: ErrnoName) => {
      opts.set("error", negativeErrno(errno));
      return null;
    };
    if (opts__sz < opts.sizeOf("error")) return null;
    if (opts__sz !== opts.size) return fail("EINVAL");
    const id = opts.number("netns_id");
    if (id < CURRENT_NETNS) return fail("EINVAL");
    const net = id === CURRENT_NETNS ? kernel.net : kernel.net.peer(id);
    if (!net) return fail("ENONET");
    const state = net.lookupXfrmState({
      mark: opts.number("mark"),
      daddr: opts.bytes("daddr"),
      spi: opts.bytes("spi"),
      proto: opts.number("proto"),
      family: opts.number("family"),
    });
    return state ? kernel.references.acquire(state) : fail("ENOENT");
  },
};

/** net/xfrm/xfrm_state_bpf.c, v7.3. */
export const bpf_xdp_xfrm_state_release: KfuncModel<"bpf_xdp_xfrm_state_release"> = {
  name: "bpf_xdp_xfrm_state_release",
  notModelled: ["Freeing the state when its last reference is given back."],
  call(kernel, { x }) {
    kernel.references.release(x);
  },
};

/** net/xfrm/xfrm_interface_bpf.c, v7.3: refused where the packet has a destination of metadata, of a tunnel or this one. */
export const bpf_skb_set_xfrm_info: KfuncModel<"bpf_skb_set_xfrm_info"> = {
  name: "bpf_skb_set_xfrm_info",
  notModelled: ["The XFRM interface that would send the packet."],
  call(_kernel, { skb_ctx, from }) {
    if (skb_ctx.tunnel || skb_ctx.xfrmInfo) return negativeErrno("EINVAL");
    const members = passedStruct(from);
    skb_ctx.xfrmInfo = { interfaceId: members.number("if_id"), link: members.number("link") };
    return 0;
  },
};

/** net/xfrm/xfrm_interface_bpf.c, v7.3. A destination of a tunnel takes the place of this one. */
export const bpf_skb_get_xfrm_info: KfuncModel<"bpf_skb_get_xfrm_info"> = {
  name: "bpf_skb_get_xfrm_info",
  notModelled: ["Packets that came through an XFRM interface: there is what bpf_skb_set_xfrm_info has set."],
  call(_kernel, { skb_ctx: { tunnel, xfrmInfo }, to }) {
    if (!xfrmInfo || tunnel) return negativeErrno("EINVAL");
    const members = passedStruct(to);
    members.set("if_id", xfrmInfo.interfaceId);
    members.set("link", xfrmInfo.link);
    return 0;
  },
};
