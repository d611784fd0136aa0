import { readUnsigned, writeUnsigned } from "../../bytes/integers.ts";
import type { Region, RegionAccess } from "../../vm/memory.ts";
import { counted } from "../../words/counted.ts";
import type { Kernel } from "../kernel.ts";
import type { FieldRecord } from "./field-record.ts";
import { loadKptr, storeKptr } from "./kptr-access.ts";
import { fieldName, isKptr } from "./special-field.ts";

/**
 * Loads and stores that keep off special fields (check_map_access, kernel/bpf/verifier.c; btf_struct_access, kernel/bpf/btf.c,
 * v7.3). In the value of a map kptrs may be loaded whole; in an allocated object nothing may.
 */
export function fieldAccess(kernel: Kernel, name: string, record: FieldRecord, regionOf: () => Region): RegionAccess {
  const kptrAt = (offset: number, size: number) => {
    const field = record.touchedBy(offset, size);
    if (!field) return undefined;
    const isValue = regionOf().kind !== "allocated";
    if (!isKptr(field) || !isValue) {
      return kernel.fault("map-field", `the ${fieldName(field)} in ${name} can't be loaded or stored`);
    }
    if (offset === field.offset && size === field.size) return field;
    return kernel.fault(
      "kptr",
      `${counted(size, "byte")} at offset ${offset} of ${name} cover only a part of the ${fieldName(field)}`,
    );
  };
  return {
    keepsPointer: (offset) => record.touchedBy(offset, 1) !== undefined,
    givesNullable: (offset) => record.touchedBy(offset, 1) !== undefined,
    load(offset, size) {
      const kptr = kptrAt(offset, size);
      return kptr ? loadKptr(kernel, kptr, regionOf()) : readUnsigned(regionOf().bytes, offset, size);
    },
    store(offset, size, value) {
      const kptr = kptrAt(offset, size);
      if (kptr) storeKptr(kernel, kptr, regionOf(), value);
      else writeUnsigned(regionOf().bytes, offset, size, value);
    },
  };
}
