import type { Kernel } from "../kernel.ts";
import type { BtfObject } from "../objects/btf-object.ts";
import { AreaSnapshot } from "../objects/memory-map.ts";
import { slabCaches } from "../objects/slab-caches.ts";
import type { IteratorTarget } from "./iterator-targets.ts";
import { visitedProcesses } from "./visited-processes.ts";

const trusted = (kernel: Kernel, object: BtfObject): bigint => kernel.memory.addressOf(object.trusted, 0);
const plain = (kernel: Kernel, object: BtfObject): bigint => kernel.memory.addressOf(object.plain, 0);

/** task_vma_seq_get_next (kernel/bpf/task_iter.c, v7.3): the areas of each process that has memory, in the order of their addresses. */
export const taskVma: IteratorTarget = {
  *elements(kernel, attach) {
    for (const task of visitedProcesses(kernel, attach)) {
      const { memory } = task;
      if (!memory || task.leader !== task) continue;
      for (const area of memory.areas) {
        yield [plain(kernel, task), plain(kernel, new AreaSnapshot(kernel, memory).show(area))];
      }
    }
  },
  end: () => [0n, 0n],
};

/** kernel/bpf/kmem_cache_iter.c, v7.3. */
export const kmemCache: IteratorTarget = {
  *elements(kernel) {
    for (const cache of slabCaches(kernel)) yield [trusted(kernel, cache)];
  },
  end: () => [0n],
};
