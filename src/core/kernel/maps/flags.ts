import type { MapDefinition } from "../../object/map-definition.ts";
import { invalid, type MapRefusal } from "./refusal.ts";

/** Flags that a map is created with (include/uapi/linux/bpf.h, v7.3). */
export const mapFlags = {
  BPF_F_NO_PREALLOC: 1 << 0,
  BPF_F_NO_COMMON_LRU: 1 << 1,
  BPF_F_NUMA_NODE: 1 << 2,
  BPF_F_RDONLY: 1 << 3,
  BPF_F_WRONLY: 1 << 4,
  BPF_F_STACK_BUILD_ID: 1 << 5,
  BPF_F_ZERO_SEED: 1 << 6,
  BPF_F_RDONLY_PROG: 1 << 7,
  BPF_F_WRONLY_PROG: 1 << 8,
  BPF_F_CLONE: 1 << 9,
  BPF_F_MMAPABLE: 1 << 10,
  BPF_F_PRESERVE_ELEMS: 1 << 11,
  BPF_F_INNER_MAP: 1 << 12,
  BPF_F_SEGV_ON_FAULT: 1 << 17,
  BPF_F_NO_USER_CONV: 1 << 18,
  BPF_F_RB_OVERWRITE: 1 << 19,
} as const;
export type MapFlag = keyof typeof mapFlags;

/** BPF_F_ACCESS_MASK: who may not read or write, programs or user space. */
export const accessFlags: readonly MapFlag[] = [
  "BPF_F_RDONLY",
  "BPF_F_RDONLY_PROG",
  "BPF_F_WRONLY",
  "BPF_F_WRONLY_PROG",
];

export const hasFlag = ({ flags }: Pick<MapDefinition, "flags">, flag: MapFlag): boolean =>
  (flags & mapFlags[flag]) !== 0;

const nameOf = (bit: number): string =>
  Object.entries(mapFlags).find(([, value]) => value === bit)?.[0] ?? `the flag 0x${(bit >>> 0).toString(16)}`;

/** A type's mask of flags, and bpf_map_flags_access_ok (include/linux/bpf.h, v7.3). */
export function refuseFlags(definition: MapDefinition, allowed: readonly MapFlag[]): MapRefusal | undefined {
  const mask = allowed.reduce((sum, flag) => sum | mapFlags[flag], 0);
  const rest = definition.flags & ~mask;
  if (rest !== 0) return invalid(`it can't have ${nameOf(rest & -rest)}`);
  const isSealed = hasFlag(definition, "BPF_F_RDONLY_PROG") && hasFlag(definition, "BPF_F_WRONLY_PROG");
  return isSealed ? invalid("it can't be read-only and write-only for programs") : undefined;
}
