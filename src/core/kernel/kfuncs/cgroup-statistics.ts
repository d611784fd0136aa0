import type { KfuncModel } from "./model.ts";

/** kernel/cgroup/rstat.c, v7.3. Of a mark nothing can be seen before a flush. */
export const css_rstat_updated: KfuncModel<"css_rstat_updated"> = {
  name: "css_rstat_updated",
  notModelled: ["The mark, which a flush looks for."],
  call: () => undefined,
};

/** kernel/cgroup/rstat.c, v7.3. */
export const css_rstat_flush: KfuncModel<"css_rstat_flush"> = {
  name: "css_rstat_flush",
  notModelled: [
    "Other programs at bpf_rstat_flush, which the flush calls for each cgroup that was marked.",
    "What is added up: no cgroup uses a processor here, and its times stay 0.",
  ],
  call: () => undefined,
};
