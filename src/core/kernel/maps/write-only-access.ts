import { writeUnsigned } from "../../bytes/integers.ts";
import type { Region, RegionAccess } from "../../vm/memory.ts";
import type { Kernel } from "../kernel.ts";

/** BPF_F_WRONLY_PROG: no loads (check_map_access_type, kernel/bpf/verifier.c, v7.3). */
export const writeOnlyAccess = (kernel: Kernel, name: string, regionOf: () => Region): RegionAccess => ({
  load: () => kernel.fault("write-only-memory", `${name} is write-only for programs`),
  store: (offset, size, value) => writeUnsigned(regionOf().bytes, offset, size, value),
});
