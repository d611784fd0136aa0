import type { Kernel } from "../kernel.ts";
import { Dynptr } from "./dynptr.ts";
import type { DynptrTarget } from "./dynptr-target.ts";

const DYNPTR_BYTES = 16;

/** A dynptr of the kernel's, which a callback is handed: it can be passed on, but not read (CONST_PTR_TO_DYNPTR, v7.3). */
export function constDynptr(kernel: Kernel, target: DynptrTarget, size: number): Dynptr {
  const refuse = (): never => kernel.fault("dynptr-argument", "a dynptr can't be loaded or stored");
  const access = { load: refuse, store: refuse };
  const region = kernel.memory.allocate({ kind: "object", name: "dynptr of a record", bytes: DYNPTR_BYTES, access });
  const dynptr = new Dynptr(kernel, region, 0);
  dynptr.initialise(target, 0, size);
  return dynptr;
}
