import { type ErrnoName, errnoValues } from "../../uapi/errno.ts";
import type { KfuncModel } from "./model.ts";

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
      opts.set("error", -errnoValues[errno]);
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
