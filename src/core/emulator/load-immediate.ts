import {
  BPF_PSEUDO_BTF_ID,
  BPF_PSEUDO_MAP_IDX,
  BPF_PSEUDO_MAP_IDX_VALUE,
  BPF_PSEUDO_MAP_VALUE,
  LD_IMM64,
} from "../isa/encoding.ts";
import type { Instruction } from "../isa/instruction.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Region } from "../vm/memory.ts";
import type { ObjectMaps } from "./object-maps.ts";

/** Whether a load names something of the kernel that has an address (check_pseudo_btf_id, kernel/bpf/verifier.c, v7.3). */
function hasAddress({ btf }: Kernel, { imm }: Instruction): boolean {
  const { kind } = btf.type(imm);
  return kind === "var" || kind === "func";
}

const loadsSymbol = ({ opcode, src }: Instruction): boolean => opcode === LD_IMM64 && src === BPF_PSEUDO_BTF_ID;

/** Gives all variables and functions of the kernel that a program names their place, so that it is the same in every engine. */
export function placeSymbols(kernel: Kernel, instructions: readonly Instruction[]): void {
  const loads = instructions.filter((each) => loadsSymbol(each) && hasAddress(kernel, each));
  for (const { imm } of loads) kernel.symbol(imm);
}

/** What a 64-bit immediate load gives whose `src` is not 0: a symbol of the kernel, a jump table, a map or a place in one. */
export function loadImmediate(
  kernel: Kernel,
  maps: ObjectMaps,
  jumpTables: readonly Region[],
  instruction: Instruction,
): bigint {
  const { src, imm, nextImm } = instruction;
  const { memory } = kernel;
  if (src === BPF_PSEUDO_BTF_ID) {
    if (hasAddress(kernel, instruction)) return memory.addressOf(kernel.symbol(imm), 0);
    kernel.fault("invalid-instruction", `the kernel has no variable or function with the id ${imm}`);
  }
  const table = src === BPF_PSEUDO_MAP_VALUE ? jumpTables[imm] : undefined;
  if (table) return memory.addressOf(table, nextImm ?? 0);
  const region = maps.regions[imm];
  const value = src === BPF_PSEUDO_MAP_IDX_VALUE ? maps.valueAddress(imm, (nextImm ?? 0) >>> 0) : undefined;
  if (value !== undefined) return value;
  if (region && src === BPF_PSEUDO_MAP_IDX) return memory.addressOf(region, 0);
  return kernel.fault("invalid-instruction", `the 64-bit immediate of kind ${src} is not modelled`);
}
