import { type SkbProgram, skbContext } from "./sk-buff.ts";
import { socketMembers } from "./sk-buff-members.ts";

/** lwt_is_valid_access (net/core/filter.c, v7.3). */
const lightweightTunnel: Omit<SkbProgram, "programType"> = {
  startsAtMac: false,
  writable: false,
  hidden: ["tc_classid", ...socketMembers, "data_meta", "tstamp", "wire_len", "hwtstamp", "tstamp_type"],
  writableMembers: ["mark", "priority", "cb"],
  returns: "bpf_ret_code",
  linearOnly: true,
};

export const lwtIn = skbContext({ ...lightweightTunnel, programType: "BPF_PROG_TYPE_LWT_IN" });
export const lwtOut = skbContext({ ...lightweightTunnel, programType: "BPF_PROG_TYPE_LWT_OUT" });
/** The only one that may store to the packet directly. */
export const lwtXmit = skbContext({ ...lightweightTunnel, programType: "BPF_PROG_TYPE_LWT_XMIT", writable: true });
export const lwtSeg6local = skbContext({ ...lightweightTunnel, programType: "BPF_PROG_TYPE_LWT_SEG6LOCAL" });
