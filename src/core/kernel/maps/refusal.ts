import type { ErrnoName } from "../../uapi/errno.ts";

/** Why bpf(BPF_MAP_CREATE) refuses a map. */
export interface MapRefusal {
  readonly errno: ErrnoName;
  /** Of the map, in a few words: "its key must have 4 bytes". */
  readonly why: string;
}

export const invalid = (why: string): MapRefusal => ({ errno: "EINVAL", why });
export const tooBig = (why: string): MapRefusal => ({ errno: "E2BIG", why });

/** PCPU_MIN_UNIT_SIZE (include/linux/percpu.h, v7.3): bytes of a value that each CPU has for itself. */
export const LARGEST_PER_CPU_VALUE = 32 << 10;
/** KMALLOC_MAX_SIZE on x86-64: pages of order 10. */
export const LARGEST_ALLOCATION = 4 << 20;

/** A value for each CPU, each padded to eight bytes. */
export const refusePerCpuValue = (valueSize: number): MapRefusal | undefined =>
  Math.ceil(valueSize / 8) * 8 > LARGEST_PER_CPU_VALUE
    ? tooBig(`a value for each CPU has at most ${LARGEST_PER_CPU_VALUE} bytes`)
    : undefined;
