import { KernelMap } from "./map.ts";
import { unmodelledMapTypes } from "./unmodelled-types.ts";

/** A map of a type that has no model: it is there, but what a helper would do with it is not known. */
export class UnmodelledMap extends KernelMap {
  protected override refuse(helper: string): never {
    const reason = unmodelledMapTypes[this.typeName];
    const why = reason === undefined ? "" : `: ${reason}`;
    const message = `${helper} takes ${this.name}, but maps of type ${this.typeName} have no model${why}`;
    return this.kernel.fault("map-not-modelled", message);
  }
}
