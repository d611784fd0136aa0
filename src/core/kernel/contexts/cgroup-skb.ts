import { skbContext } from "./sk-buff.ts";

/** cg_skb_is_valid_access (net/core/filter.c, v7.3). On the way out 2 and 3 let a packet pass with a congestion mark. */
export const cgroupSkb = skbContext({
  programType: "BPF_PROG_TYPE_CGROUP_SKB",
  startsAtMac: false,
  writable: false,
  hidden: ["tc_classid", "data_meta", "wire_len", "tstamp_type"],
  writableMembers: ["mark", "priority", "cb", "tstamp"],
  returnRange: (attachType) => ({ least: 0, most: attachType === "BPF_CGROUP_INET_EGRESS" ? 3 : 1 }),
});
