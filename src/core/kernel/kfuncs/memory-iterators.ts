import { negativeErrno } from "../../uapi/errno.ts";
import type { Kernel } from "../kernel.ts";
import { AreaSnapshot, type MemoryMap } from "../objects/memory-map.ts";
import type { KfuncModel } from "./model.ts";

/** The areas that end behind an address, each copied over the one before it. */
function* snapshots(kernel: Kernel, memory: MemoryMap, address: bigint): Generator<AreaSnapshot> {
  const snapshot = new AreaSnapshot(kernel, memory);
  for (const area of memory.areas) if (area.end > address) yield snapshot.show(area);
}

/** kernel/bpf/task_iter.c, v7.3. */
export const bpf_iter_task_vma_new: KfuncModel<"bpf_iter_task_vma_new"> = {
  name: "bpf_iter_task_vma_new",
  notModelled: [
    "Areas of a process other than its program and its stack, the files that areas show, and all but four members of an area.",
    "Processes that change their memory while the program looks, or whose lock another program holds (EBUSY).",
  ],
  call(kernel, { it, task, addr }) {
    if (kernel.irqFlags.last) return negativeErrno("EBUSY");
    const { memory } = task.object;
    if (!memory) return negativeErrno("ENOENT");
    it.iterate(snapshots(kernel, memory, addr));
    return 0;
  },
};

/** kernel/bpf/task_iter.c, v7.3. */
export const bpf_iter_task_vma_next: KfuncModel<"bpf_iter_task_vma_next"> = {
  name: "bpf_iter_task_vma_next",
  notModelled: [],
  call(_kernel, { it }) {
    const area = it.next();
    return area instanceof AreaSnapshot ? { region: area.trusted, object: area } : null;
  },
};

/** kernel/bpf/task_iter.c, v7.3. */
export const bpf_iter_task_vma_destroy: KfuncModel<"bpf_iter_task_vma_destroy"> = {
  name: "bpf_iter_task_vma_destroy",
  notModelled: [],
  call: () => undefined,
};
