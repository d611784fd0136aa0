import { SlabCache, slabCaches } from "../objects/slab-caches.ts";
import type { KfuncModel } from "./model.ts";

/** kernel/bpf/kmem_cache_iter.c, v7.3. */
export const bpf_iter_kmem_cache_new: KfuncModel<"bpf_iter_kmem_cache_new"> = {
  name: "bpf_iter_kmem_cache_new",
  notModelled: [
    "Caches other than those of kmalloc() that every machine has, and all members but name and object_size.",
  ],
  call(kernel, { it }) {
    it.iterate(slabCaches(kernel));
    return 0;
  },
};

/** kernel/bpf/kmem_cache_iter.c, v7.3. */
export const bpf_iter_kmem_cache_next: KfuncModel<"bpf_iter_kmem_cache_next"> = {
  name: "bpf_iter_kmem_cache_next",
  notModelled: [],
  call(_kernel, { it }) {
    const cache = it.next();
    return cache instanceof SlabCache ? { region: cache.trusted, object: cache } : null;
  },
};

/** kernel/bpf/kmem_cache_iter.c, v7.3. */
export const bpf_iter_kmem_cache_destroy: KfuncModel<"bpf_iter_kmem_cache_destroy"> = {
  name: "bpf_iter_kmem_cache_destroy",
  notModelled: [],
  call: () => undefined,
};

/** kernel/bpf/dmabuf_iter.c, v7.3. */
export const bpf_iter_dmabuf_new: KfuncModel<"bpf_iter_dmabuf_new"> = {
  name: "bpf_iter_dmabuf_new",
  notModelled: ["DMA buffers: there are none."],
  call: () => 0,
};

/** kernel/bpf/dmabuf_iter.c, v7.3. */
export const bpf_iter_dmabuf_next: KfuncModel<"bpf_iter_dmabuf_next"> = {
  name: "bpf_iter_dmabuf_next",
  notModelled: ["DMA buffers: there are none."],
  call: () => null,
};

/** kernel/bpf/dmabuf_iter.c, v7.3. */
export const bpf_iter_dmabuf_destroy: KfuncModel<"bpf_iter_dmabuf_destroy"> = {
  name: "bpf_iter_dmabuf_destroy",
  notModelled: [],
  call: () => undefined,
};
