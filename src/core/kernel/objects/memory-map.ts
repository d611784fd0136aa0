import type { Kernel } from "../kernel.ts";
import { BtfObject } from "./btf-object.ts";
import { structType } from "./struct-access.ts";

/** VM_READ and the like (include/linux/mm.h, v7.3). */
const VM = { READ: 1, WRITE: 2, EXEC: 4, GROWSDOWN: 0x100 } as const;

interface Area {
  readonly start: bigint;
  /** Behind its last byte. */
  readonly end: bigint;
  readonly flags: number;
}

/** What every process of x86-64 has, where nothing moves it: its program, and below the end of its memory a stack. */
const program: Area = { start: 0x40_0000n, end: 0x40_1000n, flags: VM.READ | VM.EXEC };
const stack: Area = {
  start: 0x7fff_fffd_e000n,
  end: 0x7fff_ffff_f000n,
  flags: VM.READ | VM.WRITE | VM.GROWSDOWN,
};
/** Somewhere in the last page: above it stand the program's arguments. */
const START_OF_STACK = 0x7fff_ffff_e000n;

/** The memory of a process: struct mm_struct. */
export class MemoryMap extends BtfObject {
  /** By their addresses. */
  readonly areas: readonly Area[] = [program, stack];

  constructor(kernel: Kernel, comm: string) {
    super(kernel, `mm_struct of ${comm}`, structType(kernel.btf, "mm_struct"));
    this.set("start_code", program.start);
    this.set("end_code", program.end);
    this.set("start_stack", START_OF_STACK);
    this.set("map_count", this.areas.length);
  }
}

/** A part of the memory of a process: struct vm_area_struct, as a copy that an iterator makes. */
export class AreaSnapshot extends BtfObject {
  constructor(kernel: Kernel, memory: MemoryMap) {
    super(kernel, `vm_area_struct of ${memory.name}`, structType(kernel.btf, "vm_area_struct"));
    this.setPointer("vm_mm", memory);
  }

  /** Copies an area over what the snapshot showed before. */
  show({ start, end, flags }: Area): this {
    this.set("vm_start", start);
    this.set("vm_end", end);
    this.set("vm_flags", flags);
    return this;
  }
}
