import { FaultSignal } from "./fault-signal.ts";
import type { Memory } from "./memory.ts";
import type { Region } from "./region.ts";
import { roomForRegisters, type SavedRegisters } from "./registers.ts";

/** MAX_BPF_STACK and MAX_CALL_FRAMES (include/linux/filter.h and bpf_verifier.h, v7.3). */
export const STACK_SIZE = 512;
export const MAX_CALL_FRAMES = 16;
/**
 * How many functions may run at once. Linux has no such limit: it counts frames anew in each global function and after a tail
 * call, of which a run makes 33.
 */
export const MOST_FRAMES = 34 * MAX_CALL_FRAMES;

/** One function that is running. */
export interface Frame {
  readonly stack: Region;
  /** The address of the stack's end. */
  readonly framePointer: bigint;
  /** The slot after the call; absent for the entry and for callbacks. */
  readonly returnTo: number | undefined;
  /** Where the global function starts that was called with this frame; undefined for all else. */
  readonly global: number | undefined;
  /** The slot of the call that led here. */
  readonly calledAt: number;
  /** What the caller's registers were. */
  readonly saved: SavedRegisters;
  /** How many calls lead here from the program's start, or from that of the global function or program that was entered last. */
  depth: number;
  /** How often may_goto fell through in this frame. */
  loops: number;
  /** A whole program runs here, in which exceptions end; absent for its functions. */
  program?: RunningProgram;
}

/** A program that was started, that a tail call led to, or that replaces a function. */
export interface RunningProgram {
  /** Its first slot. */
  readonly start: number;
  /** How many callbacks ran when it began. */
  readonly callbacks: number;
}

/** What is entered with a frame. */
export interface FrameEntry {
  readonly returnTo: number | undefined;
  /** Where the call stands. */
  readonly slot: number;
  /** Where a global function starts: the verifier looks at it by itself (check_max_stack_depth_subprog, kernel/bpf/verifier.c, v7.3). */
  readonly global: number | undefined;
}

/** What frames of one depth have, one after the other. */
type Level = Pick<Frame, "stack" | "framePointer" | "saved">;

/** The running functions. Each depth has one stack region, usable only while a function runs there. */
export class FrameStack {
  readonly #memory: Memory;
  readonly #levels: Level[] = [];
  readonly #frames: Frame[] = [];

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  get current(): Frame {
    const frame = this.#frames.at(-1);
    if (!frame) throw new RangeError("no function is running");
    return frame;
  }

  /** The frames in which programs run, from the first on. */
  get ofPrograms(): readonly Frame[] {
    return this.#frames.filter(({ program }) => program !== undefined);
  }

  /** The slots of the calls that led to the current function, the last one first. */
  get calls(): readonly number[] {
    const [, ...called] = this.#frames;
    return called.map(({ calledAt }) => calledAt).reverse();
  }

  push({ returnTo, slot, global }: FrameEntry): Frame {
    const caller = this.#frames.at(-1);
    const depth = caller && global === undefined ? caller.depth + 1 : 0;
    const most = depth >= MAX_CALL_FRAMES ? MAX_CALL_FRAMES : MOST_FRAMES;
    if (depth >= most || this.#frames.length >= most) {
      throw new FaultSignal({
        rule: "call-depth",
        message: `a call from frame ${most} at slot ${slot}; ${most} frames exist`,
      });
    }
    const { stack, framePointer, saved } = this.#openLevel(this.#frames.length);
    const frame: Frame = { stack, framePointer, returnTo, calledAt: slot, global, saved, depth, loops: 0 };
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

  #openLevel(depth: number): Level {
    const known = this.#levels[depth];
    if (known) {
      this.#memory.reuse(known.stack);
      return known;
    }
    const options = { kind: "stack", name: `stack frame ${depth}`, bytes: STACK_SIZE, initialised: false } as const;
    const stack = this.#memory.allocate(options);
    const level = { stack, framePointer: this.#memory.addressOf(stack, stack.size), saved: roomForRegisters() };
    this.#levels[depth] = level;
    return level;
  }
}
