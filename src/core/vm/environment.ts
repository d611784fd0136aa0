import type { AccessSize } from "../bytes/integers.ts";
import type { Instruction } from "../isa/instruction.ts";
import type { Machine } from "./machine.ts";
import type { Region } from "./region.ts";

/** The kernel around a program, as the machine sees it. Each member may throw a `FaultSignal`. */
export interface Environment {
  /** Arguments stand in r1 to r5. The result goes to r0; undefined leaves r0 unreadable, as a void function does. */
  callHelper(id: number, machine: Machine): bigint | undefined;
  /** As `callHelper`, for the function with this id in the kernel's BTF. */
  callKfunc(btfId: number, machine: Machine): bigint | undefined;
  /**
   * What a 64-bit immediate load with `src` other than 0 gives: a map, the address of a global, a kernel variable. It is the
   * same for a whole run: translated programs ask for all of them at its start.
   */
  loadImmediate(instruction: Instruction): bigint;
  /**
   * The legacy loads of packet data (BPF_ABS, BPF_IND), whose context stands in r6: the number at an offset, from network byte
   * order; undefined past the end of the packet, which ends the function with 0. Absent where programs have no packet so.
   */
  loadPacket?(offset: number, size: AccessSize, machine: Machine): bigint | undefined;
  /** An arena's pointer in the other address space, as addr_space_cast gives it. Absent where there is no arena. */
  castAddress?(address: bigint, to: "kernel" | "arena", machine: Machine): bigint;
  /** Before a global function is entered, with its arguments in r1 to r5, by every engine: it may be handed others than were passed. */
  enterGlobal?(start: number, machine: Machine): void;
  /** After a global function has returned to its caller, in every engine. */
  leaveGlobal?(start: number): void;
  /** Whether the entry returns nothing: r0 may then hold anything at its exit, also nothing. */
  readonly returnsNothing?: boolean;
  /** Called at the entry's exit with the result in r0, before it is accepted. */
  exit(machine: Machine): void;
}

/** Is told of each executed instruction and what it changed, in this order. */
export interface StepObserver {
  step(slot: number): void;
  registerWritten(index: number, value: bigint): void;
  /** The registers changed otherwise: a function was entered or left, or a call took its arguments. Unreadable ones are undefined. */
  registersSet(values: readonly (bigint | undefined)[]): void;
  /** `bytes` is a view of live memory: copy what is to be kept. */
  memoryWritten(region: Region, offset: number, bytes: Uint8Array): void;
}
