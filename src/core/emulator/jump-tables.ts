import { writeUnsigned } from "../bytes/integers.ts";
import { functionAddress } from "../vm/function-address.ts";
import type { Memory, Region } from "../vm/memory.ts";
import type { ProgramImage } from "./program-image.ts";

const ENTRY_BYTES = 8;

/**
 * The memory of a program's jump tables, which it may only read: each entry is an instruction's address, as a map of
 * instructions gives it to a program (kernel/bpf/bpf_insn_array.c, v7.3).
 */
export function jumpTableRegions({ jumpTables }: ProgramImage, memory: Memory): readonly Region[] {
  return jumpTables.map((slots, index) => {
    const bytes = new Uint8Array(ENTRY_BYTES * slots.length);
    for (const [entry, slot] of slots.entries()) {
      writeUnsigned(bytes, ENTRY_BYTES * entry, ENTRY_BYTES, functionAddress(slot));
    }
    return memory.allocate({ kind: "map-value", name: `jump table ${index}`, bytes, writable: false });
  });
}
