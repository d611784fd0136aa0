import type { Kernel } from "../kernel.ts";
import type { BtfObject } from "../objects/btf-object.ts";

export interface WantedObject {
  /** Of the argument: "R1". */
  readonly label: string;
  readonly struct: string;
}

/**
 * The object in an argument of a helper, ARG_PTR_TO_BTF_ID (check_reg_type, kernel/bpf/verifier.c, v7.3). Unlike a kfunc's,
 * it need not be trusted.
 */
export function objectArgument(kernel: Kernel, address: bigint, { label, struct }: WantedObject): BtfObject {
  const { memory, btf } = kernel;
  const location = memory.isNull(address) ? undefined : memory.locate(address);
  const object = location && kernel.objectAt(location.region);
  const what = location?.region.name ?? "a number or NULL";
  if (!object || !location) {
    return kernel.fault("helper-argument", `${label} has to be a pointer to struct ${struct}, but is ${what}`);
  }
  if (memory.releasedRegion(location.region) === undefined) {
    const wanted = btf.find("struct", struct);
    if (location.offset === 0 && wanted !== undefined && btf.resolve(object.type) === btf.resolve(wanted))
      return object;
  }
  return kernel.fault("helper-argument", `${label} is of type ${what} but struct ${struct} is expected`);
}
