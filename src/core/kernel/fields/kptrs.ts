import type { Region } from "../../vm/memory.ts";
import type { ObjectWatch } from "../object-watch.ts";
import type { AllocatedObject } from "../objects/allocated-object.ts";
import type { BtfObject } from "../objects/btf-object.ts";
import type { PerCpuObject } from "../objects/per-cpu-object.ts";

/** What a kptr can hold. */
export type Pointed = BtfObject | AllocatedObject | PerCpuObject;

/** What the kptrs in values and objects hold. Their bytes stay zeros, as user space reads them. */
export class Kptrs {
  readonly #held = new Map<Region, Map<number, Pointed>>();
  readonly #watch: ObjectWatch | undefined;

  constructor(watch: ObjectWatch | undefined) {
    this.#watch = watch;
  }

  get(region: Region, offset: number): Pointed | undefined {
    return this.#held.get(region)?.get(offset);
  }

  /** Puts another object, or NULL, in a kptr and hands back what was there. */
  exchange(region: Region, offset: number, object: Pointed | undefined): Pointed | undefined {
    const fields = this.#held.get(region) ?? new Map<number, Pointed>();
    this.#held.set(region, fields);
    const before = fields.get(offset);
    if (object) fields.set(offset, object);
    else fields.delete(offset);
    this.#watch?.pointed(region, offset, object);
    return before;
  }
}
