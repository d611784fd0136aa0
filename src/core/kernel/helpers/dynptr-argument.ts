import type { Kernel } from "../kernel.ts";
import { Dynptr } from "../objects/dynptr.ts";

const SLOT = 8;
const DYNPTR_BYTES = 16;

/** 16 aligned bytes of stack for a new dynptr (ARG_PTR_TO_DYNPTR | MEM_UNINIT). */
export function newDynptrArgument(kernel: Kernel, address: bigint, label: string): Dynptr {
  const location = kernel.memory.locate(address);
  const isStack = location?.region.kind === "stack" && location.region.over === undefined;
  if (!location || !isStack || location.offset % SLOT !== 0) {
    return kernel.fault("dynptr-argument", `${label} is no place on the stack that a dynptr could stand in`);
  }
  kernel.memory.resolve(address, { intent: "write", size: DYNPTR_BYTES });
  return new Dynptr(kernel, location.region, location.offset);
}

/** A dynptr that was initialised (ARG_PTR_TO_DYNPTR). */
export function dynptrArgument(kernel: Kernel, address: bigint, label: string): Dynptr {
  const location = kernel.memory.locate(address);
  const dynptr = location && kernel.dynptrs.at(location.region, location.offset);
  if (dynptr) return dynptr;
  const what = location?.region.name ?? "a number";
  return kernel.fault("dynptr-argument", `${label} is ${what}, where no initialised dynptr stands`);
}
