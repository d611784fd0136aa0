import type { Kernel } from "../kernel.ts";
import type { BtfObject } from "../objects/btf-object.ts";

interface Pointer {
  readonly object: BtfObject;
}

/** The object behind a kfunc's argument as the model that the kfunc works on: the emulator knows others only by their layout. */
export function modelledObject<Model extends BtfObject>(
  kernel: Kernel,
  { object }: Pointer,
  model: abstract new (...args: never[]) => Model,
  noun: string,
): Model {
  if (object instanceof model) return object;
  return kernel.fault("kfunc-not-modelled", `${object.name} is no ${noun} of the scenario`);
}
