import { type SkbProgram, skbContext } from "./sk-buff.ts";
import { socketMembers } from "./sk-buff-members.ts";

/** tc_cls_act_is_valid_access (net/core/filter.c, v7.3). */
const trafficControl: Omit<SkbProgram, "programType"> = {
  startsAtMac: true,
  writable: true,
  hidden: socketMembers,
  writableMembers: ["mark", "tc_index", "priority", "tc_classid", "cb", "tstamp", "queue_mapping"],
};

export const schedCls = skbContext({ ...trafficControl, programType: "BPF_PROG_TYPE_SCHED_CLS" });
export const schedAct = skbContext({ ...trafficControl, programType: "BPF_PROG_TYPE_SCHED_ACT" });
