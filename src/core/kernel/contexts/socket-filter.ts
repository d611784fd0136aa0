import { skbContext } from "./sk-buff.ts";
import { socketMembers } from "./sk-buff-members.ts";

/** sk_filter_is_valid_access (net/core/filter.c, v7.3). It keeps so many bytes of the packet as it returns. */
export const socketFilter = skbContext({
  programType: "BPF_PROG_TYPE_SOCKET_FILTER",
  startsAtMac: false,
  writable: false,
  hidden: [
    "tc_classid",
    "data",
    "data_meta",
    "data_end",
    ...socketMembers,
    "tstamp",
    "wire_len",
    "hwtstamp",
    "tstamp_type",
  ],
  writableMembers: ["cb"],
});
