import { negativeErrno } from "../../uapi/errno.ts";
import { ArenaMap } from "../maps/arena.ts";
import type { KfuncModel } from "./model.ts";

/** NUMA_NO_NODE: any. */
const ANY_NODE = -1;
/** The machine has one node, number 0. */
const isNode = (node: number) => node === ANY_NODE || node === 0;

/** kernel/bpf/arena.c, v7.3. */
export const bpf_arena_alloc_pages: KfuncModel<"bpf_arena_alloc_pages"> = {
  name: "bpf_arena_alloc_pages",
  notModelled: ["Memory that runs out.", "NUMA nodes beside the first."],
  call(_kernel, { p__map, addr__ign, page_cnt, node_id, flags }) {
    if (!(p__map instanceof ArenaMap) || flags !== 0n || page_cnt === 0 || !isNode(node_id)) return 0n;
    return p__map.allocate(addr__ign, page_cnt);
  },
};

/** kernel/bpf/arena.c, v7.3. Where the program may not sleep, a worker of the kernel frees the pages later. */
export const bpf_arena_free_pages: KfuncModel<"bpf_arena_free_pages"> = {
  name: "bpf_arena_free_pages",
  notModelled: ["Of a program that may not sleep the pages stay until its end."],
  call(kernel, { p__map, ptr__ign, page_cnt }) {
    if (!(p__map instanceof ArenaMap) || page_cnt === 0 || ptr__ign === 0n) return;
    if (kernel.program.flags.includes("BPF_F_SLEEPABLE")) p__map.free(ptr__ign, page_cnt);
  },
};

/** kernel/bpf/arena.c, v7.3. */
export const bpf_arena_reserve_pages: KfuncModel<"bpf_arena_reserve_pages"> = {
  name: "bpf_arena_reserve_pages",
  notModelled: [],
  call(_kernel, { p__map, ptr__ign, page_cnt }) {
    if (!(p__map instanceof ArenaMap)) return negativeErrno("EINVAL");
    const refused = page_cnt === 0 ? undefined : p__map.reserve(ptr__ign, page_cnt);
    return refused === undefined ? 0 : negativeErrno(refused);
  },
};
