import { KernelMap } from "./map.ts";

/** A map of a type that has no model: it is there, but what a helper would do with it is not known. */
export class UnmodelledMap extends KernelMap {
  protected override refuse(helper: string): never {
    const message = `${helper} takes ${this.name}, but maps of type ${this.typeName} have no model`;
    return this.kernel.fault("map-not-modelled", message);
  }
}
