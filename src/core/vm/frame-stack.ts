import { FaultSignal } from "./fault-signal.ts";
import type { Memory } from "./memory.ts";
import type { Region } from "./region.ts";
import type { SavedRegisters } from "./registers.ts";

/** MAX_BPF_STACK and MAX_CALL_FRAMES (include/linux/filter.h and bpf_verifier.h, v7.3). */
export const STACK_SIZE = 512;
export const MAX_CALL_FRAMES = 16;

/** One function that is running. */
export interface Frame {
  readonly stack: Region;
  /** The slot after the call; absent for the entry and for callbacks. */
  readonly returnTo: number | undefined;
  readonly saved: SavedRegisters;
  /** How often may_goto fell through in this frame. */
  loops: number;
}

/** The running functions. Each depth has one stack region, usable only while a function runs there. */
export class FrameStack {
  readonly #memory: Memory;
  readonly #stacks: Region[] = [];
  readonly #frames: Frame[] = [];

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  get current(): Frame {
    const frame = this.#frames.at(-1);
    if (!frame) throw new RangeError("no function is running");
    return frame;
  }

  push(returnTo: number | undefined, saved: SavedRegisters, slot: number): Frame {
    const depth = this.#frames.length;
    if (depth >= MAX_CALL_FRAMES) {
      throw new FaultSignal({
        rule: "call-depth",
        message: `a call from frame ${depth} at slot ${slot}; ${MAX_CALL_FRAMES} frames exist`,
      });
    }
    const frame = { stack: this.#openStack(depth), returnTo, saved, loops: 0 };
    this.#frames.push(frame);
    return frame;
  }

  /** Ends the current frame; its stack is gone from this slot on. */
  pop(slot: number): void {
    const frame = this.#frames.pop();
    if (frame) this.#memory.release(frame.stack, slot);
  }

  reset(): void {
    this.#frames.length = 0;
  }

  #openStack(depth: number): Region {
    const known = this.#stacks[depth];
    if (!known) {
      const options = { kind: "stack", name: `stack frame ${depth}`, bytes: STACK_SIZE, initialised: false } as const;
      const stack = this.#memory.allocate(options);
      this.#stacks[depth] = stack;
      return stack;
    }
    this.#memory.reuse(known);
    return known;
  }
}
