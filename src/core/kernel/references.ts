import type { Region } from "../vm/memory.ts";
import type { Kernel } from "./kernel.ts";

/** What a program can hold references on: a kernel object, or one that it allocated. */
interface Referable {
  readonly name: string;
  newReference(): Region;
}

/** A reference that the program holds, on an object or on memory: a pointer of its own, which dies when it is given back. */
export interface Reference<Object extends { readonly name: string } = { readonly name: string }> {
  readonly object: Object;
  /** The trusted view that the program's pointer leads to. */
  readonly region: Region;
  /** The call that acquired it. */
  readonly acquiredAt: number;
  /** Of the program that acquired it (`Machine.programDepth`). */
  readonly depth: number;
  /** What the reference was made from, which has to be kept longer: the pointer of another reference, if it is one. */
  readonly parent?: Region;
}

/** The references that the program holds. */
export class References {
  readonly #kernel: Kernel;
  readonly #held = new Map<Region, Reference>();
  readonly #released = new Map<Region, number>();
  /** What each object is lent by, and other pointers that stopped being owned. */
  readonly #loans = new Map<object, Region>();
  readonly #lent = new Set<Region>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** In the order in which they were acquired. */
  get held(): readonly Reference[] {
    return [...this.#held.values()];
  }

  get #place(): Pick<Reference, "acquiredAt" | "depth"> {
    return { acquiredAt: this.#kernel.slot, depth: this.#kernel.programDepth };
  }

  /** Gives the program a reference; what the model returns becomes its pointer. */
  acquire<Object extends Referable>(object: Object): Reference<Object> {
    const region = object.newReference();
    const reference = { object, region, ...this.#place };
    this.#held.set(region, reference);
    return reference;
  }

  /**
   * Gives the program a reference on memory of its own, such as a record of a ring buffer; `region` is what it points to.
   * `parent` is the pointer that it was made from.
   */
  hold(region: Region, parent?: Region): Reference {
    const reference = { object: region, region, ...this.#place, ...(parent && { parent }) };
    this.#held.set(region, reference);
    return reference;
  }

  /** The reference behind a pointer to the start of its object. */
  find(region: Region): Reference | undefined {
    return this.#held.get(region);
  }

  /**
   * Gives the program a pointer to an object that a list or tree owns: a non-owning reference, good until a lock is given
   * back (ref_set_non_owning, kernel/bpf/verifier.c, v7.3).
   */
  lend<Object extends Referable>(object: Object): { readonly object: Object; readonly region: Region } {
    const region = this.#loans.get(object) ?? object.newReference();
    this.#loans.set(object, region);
    this.#lent.add(region);
    return { object, region };
  }

  /** Makes a pointer that RCU protects such a reference. */
  lendBy(region: Region): Region {
    this.#lent.add(region);
    return region;
  }

  /** Whether a region is what a non-owning reference leads to. */
  isLent(region: Region): boolean {
    const { over, trust } = region;
    return trust !== "untrusted" && (this.#lent.has(region) || (over?.offset === 0 && this.isLent(over.region)));
  }

  /** The program's pointer stays, but something else owns the object from now on (ref_convert_owning_non_owning). */
  disown(region: Region): void {
    if (this.#held.delete(region)) this.#lent.add(region);
  }

  /** A lock is given back: what it protected may be gone (invalidate_non_owning_refs). */
  endLoans(): void {
    const { memory, slot } = this.#kernel;
    for (const region of this.#lent) memory.release(region, slot, "was left to others with its lock");
    this.#lent.clear();
    this.#loans.clear();
  }

  /** Where a reference was given back that this region was the pointer of. */
  releasedAt(region: Region): number | undefined {
    return this.#released.get(region);
  }

  /** A reference goes into a kptr; the program's pointer dies, or where `isProtected` stays as one that RCU protects. */
  handOver(region: Region, isProtected: boolean): void {
    if (!isProtected) this.release({ region });
    else if (this.#held.delete(region)) this.#kernel.sections.protect(region);
  }

  /**
   * Takes back the reference behind a pointer that a kfunc with KF_RELEASE was given; the program's pointer is dead from
   * now on. Pointers that it found by walking the object stay readable: they are untrusted, and the verifier lets them be
   * read at any time.
   */
  release({ region }: { readonly region: Region }): void {
    this.#refuseChildren(region);
    this.#held.delete(region);
    this.#released.set(region, this.#kernel.slot);
    this.#kernel.memory.release(region, this.#kernel.slot);
  }

  /** What was made from a reference has to be given back before it (release_reference, kernel/bpf/verifier.c, v7.3). */
  #refuseChildren(region: Region): void {
    const child = this.held.find(({ parent }) => parent === region);
    if (!child) return;
    const origin = { slot: child.acquiredAt, message: `the ${child.object.name} was made here` };
    const message = `${region.name} is given back before the ${child.object.name}`;
    this.#kernel.fault("unreleased-reference", message, { origin });
  }
}
