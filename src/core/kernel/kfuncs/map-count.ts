import type { KfuncModel } from "./model.ts";

/** kernel/bpf/map_iter.c, v7.3: elements of a hash; other maps keep no count, and 0 is returned. */
export const bpf_map_sum_elem_count: KfuncModel<"bpf_map_sum_elem_count"> = {
  name: "bpf_map_sum_elem_count",
  notModelled: ["What other processes put in or take out while the program runs."],
  call: (_kernel, { map }) => BigInt(map.elementCount),
};
