import type { Kernel } from "../kernel.ts";
import type { KernelMap } from "../maps/map.ts";

/** The map that an argument points to (ARG_CONST_MAP_PTR). */
export function mapArgument(kernel: Kernel, address: bigint, label = "R1"): KernelMap {
  const location = kernel.memory.locate(address);
  const map = location?.offset === 0 ? kernel.mapAt(location.region) : undefined;
  if (map) return map;
  if (kernel.memory.isNull(address))
    return kernel.fault("null-dereference", `${label} is NULL where a map is expected`);
  const what = location?.region.name ?? "a number";
  return kernel.fault("helper-argument", `${label} is ${what} where a pointer to a map is expected`);
}
