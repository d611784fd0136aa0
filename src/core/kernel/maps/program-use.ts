import type { Kernel } from "../kernel.ts";
import { INSN_ARRAY } from "./insn-array.ts";
import type { KernelMap } from "./map.ts";

/** Types of maps that sleepable programs may use, without BPF_MAP_TYPE_. */
const sleepable: ReadonlySet<string> = new Set([
  "HASH",
  "RHASH",
  "LRU_HASH",
  "ARRAY",
  "PERCPU_HASH",
  "PERCPU_ARRAY",
  "LRU_PERCPU_HASH",
  "LPM_TRIE",
  "ARRAY_OF_MAPS",
  "HASH_OF_MAPS",
  "RINGBUF",
  "USER_RINGBUF",
  "INODE_STORAGE",
  "SK_STORAGE",
  "TASK_STORAGE",
  "CGRP_STORAGE",
  "QUEUE",
  "STACK",
  "ARENA",
  "INSN_ARRAY",
  "PROG_ARRAY",
]);

const PREFIX = "BPF_MAP_TYPE_";

/**
 * Why a program may not hold a pointer to a map (check_map_prog_compatibility and bpf_insn_array_init, kernel/bpf, v7.3);
 * undefined where it may.
 */
export function refuseUse({ program }: Kernel, { name, typeName }: KernelMap): string | undefined {
  if (typeName === INSN_ARRAY) return `${name}, a map of type ${typeName}, is not frozen`;
  if (!program.flags.includes("BPF_F_SLEEPABLE") || sleepable.has(typeName.slice(PREFIX.length))) return undefined;
  return `sleepable programs can't use ${name}, a map of type ${typeName}`;
}
