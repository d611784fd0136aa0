import { skbContext } from "./sk-buff.ts";

/** sk_skb_is_valid_access (net/core/filter.c, v7.3). */
export const skSkb = skbContext({
  programType: "BPF_PROG_TYPE_SK_SKB",
  startsAtMac: false,
  writable: true,
  hidden: ["tc_classid", "data_meta", "tstamp", "wire_len", "hwtstamp", "mark", "tstamp_type"],
  writableMembers: ["tc_index", "priority"],
  returns: "sk_action",
});
