import type { Region } from "../vm/memory.ts";
import type { Kernel } from "./kernel.ts";
import type { BtfObject } from "./objects/btf-object.ts";

/** A reference that the program holds, on an object or on memory: a pointer of its own, which dies when it is given back. */
export interface Reference<Object extends { readonly name: string } = { readonly name: string }> {
  readonly object: Object;
  /** The trusted view that the program's pointer leads to. */
  readonly region: Region;
  /** The call that acquired it. */
  readonly acquiredAt: number;
}

/** The references that the program holds. */
export class References {
  readonly #kernel: Kernel;
  readonly #held = new Map<Region, Reference>();
  readonly #released = new Map<Region, number>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** In the order in which they were acquired. */
  get held(): readonly Reference[] {
    return [...this.#held.values()];
  }

  /** Gives the program a reference; what the model returns becomes its pointer. */
  acquire<Object extends BtfObject>(object: Object): Reference<Object> {
    const region = object.newReference();
    const reference = { object, region, acquiredAt: this.#kernel.slot };
    this.#held.set(region, reference);
    return reference;
  }

  /** Gives the program a reference on memory of its own, such as a record of a ring buffer; `region` is what it points to. */
  hold(region: Region): Reference {
    const reference = { object: region, region, acquiredAt: this.#kernel.slot };
    this.#held.set(region, reference);
    return reference;
  }

  /** The reference behind a pointer to the start of its object. */
  find(region: Region): Reference | undefined {
    return this.#held.get(region);
  }

  /** Where a reference was given back that this region was the pointer of. */
  releasedAt(region: Region): number | undefined {
    return this.#released.get(region);
  }

  /**
   * Takes back the reference behind a pointer that a kfunc with KF_RELEASE was given; the program's pointer is dead from
   * now on. Pointers that it found by walking the object stay readable: they are untrusted, and the verifier lets them be
   * read at any time.
   */
  release({ region }: { readonly region: Region }): void {
    this.#held.delete(region);
    this.#released.set(region, this.#kernel.slot);
    this.#kernel.memory.release(region, this.#kernel.slot);
  }
}
