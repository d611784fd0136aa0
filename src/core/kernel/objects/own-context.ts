import type { Location } from "../../vm/memory.ts";
import type { BtfObject } from "./btf-object.ts";

/**
 * What the kernel itself has where a program has its context: the second struct of its program type in
 * include/linux/bpf_types.h (v7.3).
 */
export interface OwnContext {
  readonly object: BtfObject;
  /** The object that stands behind the packet's data, where a program works its address out. */
  behindPacket?(place: Location): BtfObject | undefined;
}

/** An own context that is made when somebody asks for it. */
export class LazyContext implements OwnContext {
  readonly #make: () => BtfObject;
  #object: BtfObject | undefined;

  constructor(make: () => BtfObject) {
    this.#make = make;
  }

  get object(): BtfObject {
    this.#object ??= this.#make();
    return this.#object;
  }
}
