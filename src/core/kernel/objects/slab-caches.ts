import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";

/** Sizes that kmalloc() has a cache for wherever pages have 4 KiB (kmalloc_info, mm/slab_common.c, v7.3). */
const kmallocSizes: ReadonlyMap<string, number> = new Map([
  ...[8, 16, 32, 64, 96, 128, 192, 256, 512].map((size) => [`kmalloc-${size}`, size] as const),
  ...[1, 2, 4, 8].map((size) => [`kmalloc-${size}k`, size * 1024] as const),
]);

/** A cache of objects of one size: struct kmem_cache. */
export class SlabCache extends BtfObject {
  constructor(kernel: Kernel, name: string, objectSize: number) {
    super(kernel, `kmem_cache ${name}`, structType(kernel.btf, "kmem_cache"));
    this.setText("name", name);
    this.set("object_size", objectSize);
  }
}

/** The caches that every machine has. */
export function* slabCaches(kernel: Kernel): Generator<SlabCache> {
  for (const [name, size] of kmallocSizes) yield new SlabCache(kernel, name, size);
}
