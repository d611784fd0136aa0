import {
  BPF_PSEUDO_BTF_ID,
  BPF_PSEUDO_MAP_IDX,
  BPF_PSEUDO_MAP_IDX_VALUE,
  BPF_PSEUDO_MAP_VALUE,
} from "../isa/encoding.ts";
import type { Instruction } from "../isa/instruction.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Region } from "../vm/memory.ts";
import type { ObjectMaps } from "./object-maps.ts";

/** What a 64-bit immediate load gives whose `src` is not 0: a symbol of the kernel, a jump table, a map or a place in one. */
export function loadImmediate(
  kernel: Kernel,
  maps: ObjectMaps,
  jumpTables: readonly Region[],
  { src, imm, nextImm }: Instruction,
): bigint {
  const { memory } = kernel;
  if (src === BPF_PSEUDO_BTF_ID) return memory.addressOf(kernel.symbol(imm), 0);
  const table = src === BPF_PSEUDO_MAP_VALUE ? jumpTables[imm] : undefined;
  if (table) return memory.addressOf(table, nextImm ?? 0);
  const region = maps.regions[imm];
  const value = src === BPF_PSEUDO_MAP_IDX_VALUE ? maps.valueAddress(imm, (nextImm ?? 0) >>> 0) : undefined;
  if (value !== undefined) return value;
  if (region && src === BPF_PSEUDO_MAP_IDX) return memory.addressOf(region, 0);
  return kernel.fault("invalid-instruction", `the 64-bit immediate of kind ${src} is not modelled`);
}
