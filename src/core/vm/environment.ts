import type { Instruction } from "../isa/instruction.ts";
import type { Machine } from "./machine.ts";
import type { Region } from "./region.ts";

/** The kernel around a program, as the machine sees it. Each member may throw a `FaultSignal`. */
export interface Environment {
  /** Arguments stand in r1 to r5. The result goes to r0; undefined leaves r0 unreadable, as a void function does. */
  callHelper(id: number, machine: Machine): bigint | undefined;
  /** As `callHelper`, for the function with this id in the kernel's BTF. */
  callKfunc(btfId: number, machine: Machine): bigint | undefined;
  /** What a 64-bit immediate load with `src` other than 0 gives: a map, the address of a global, a kernel variable. */
  loadImmediate(instruction: Instruction): bigint;
  /** Called at the entry's exit with the result in r0, before it is accepted. */
  exit(machine: Machine): void;
}

/** Is told of each executed instruction and what it changed, in this order. */
export interface StepObserver {
  step(slot: number): void;
  registerWritten(index: number, value: bigint): void;
  /** `bytes` is a view of live memory: copy what is to be kept. */
  memoryWritten(region: Region, offset: number, bytes: Uint8Array): void;
}
