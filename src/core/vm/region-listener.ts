import type { Region } from "./region.ts";

/** Keeps up with regions as they come, change and go: the copy of memory that translated programs run on. */
export interface RegionListener {
  /** A region is new. */
  added(region: Region): void;
  /** It was released, or is used again. */
  changed(region: Region): void;
  /** Pointers to a view can't be followed from now on. */
  closed(view: Region): void;
  /** The program may follow pointers to it from now on. */
  opened(view: Region): void;
  /** A kernel function wrote to memory that counts what was written. */
  writtenByKernel(region: Region): void;
}
