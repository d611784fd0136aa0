import { describeInstruction } from "../isa/describe.ts";
import { FRAME_POINTER } from "../isa/encoding.ts";
import type { Instruction } from "../isa/instruction.ts";
import type { Environment, StepObserver } from "./environment.ts";
import { bindExecutor, type Step } from "./execution/executors.ts";
import type { Fault } from "./fault.ts";
import { FaultSignal } from "./fault-signal.ts";
import { type Frame, FrameStack } from "./frame-stack.ts";
import type { Memory } from "./memory.ts";
import { FIRST_SAVED, Registers } from "./registers.ts";

export type { Environment, StepObserver } from "./environment.ts";

/** What the machine needs of a program: decoded instructions in kernel form. */
export interface Program {
  readonly instructions: readonly Instruction[];
  /** The slot to start at; 0 where absent. */
  readonly entry?: number;
}

export interface MachineOptions {
  readonly memory: Memory;
  readonly environment: Environment;
  /** Instructions that a run may execute before it ends in a fault. */
  readonly stepBudget?: number;
  /** How often may_goto falls through in one frame before it jumps (BPF_MAX_LOOPS, v7.3). */
  readonly loopBudget?: number;
  readonly observer?: StepObserver;
}

/** How a run ended: with a value in r0, or in a fault. */
export type RunResult =
  | { readonly r0: bigint; readonly fault?: never; readonly steps: number }
  | { readonly r0?: never; readonly fault: Fault; readonly steps: number };

const DEFAULT_STEP_BUDGET = 1_000_000;
const BPF_MAX_LOOPS = 8 * 1024 * 1024;

/** Where the steps of a program are ready to run, by slot; undefined in the second half of a 64-bit load. */
type Code = readonly (Step | undefined)[];

function bindProgram({ instructions }: Program): Code {
  const code: (Step | undefined)[] = [];
  for (const instruction of instructions)
    code[instruction.slot] = bindExecutor(describeInstruction(instruction), instruction);
  return code;
}

/** Interprets one program at a time over a memory that outlives the run. */
export class Machine {
  readonly memory: Memory;
  readonly environment: Environment;
  readonly loopBudget: number;
  readonly #registers = new Registers();
  readonly #frames: FrameStack;
  readonly #stepBudget: number;
  readonly #observer: StepObserver | undefined;
  #code: Code = [];
  #slot = 0;
  #steps = 0;
  #jump: { readonly slot: number; readonly context: bigint } | undefined;

  constructor({ memory, environment, stepBudget, loopBudget, observer }: MachineOptions) {
    this.memory = memory;
    this.environment = environment;
    this.loopBudget = loopBudget ?? BPF_MAX_LOOPS;
    this.#stepBudget = stepBudget ?? DEFAULT_STEP_BUDGET;
    this.#observer = observer;
    this.#frames = new FrameStack(memory);
  }

  /** The slot of the instruction that runs. */
  get slot(): number {
    return this.#slot;
  }

  /** Instructions executed so far in this run. */
  get steps(): number {
    return this.#steps;
  }

  get frame(): Frame {
    return this.#frames.current;
  }

  /** The 64-bit value, unsigned; a fault where the register may not be read. */
  readRegister(index: number): bigint {
    return this.#registers.read(index);
  }

  /** Keeps the low 64 bits. */
  writeRegister(index: number, value: bigint): void {
    this.#registers.write(index, value);
    this.#observer?.registerWritten(index, BigInt.asUintN(64, value));
  }

  /**
   * Runs a program to its end. `context` is what r1 holds at the start, where the program type has one. Broken rules end
   * the run with a fault and are never thrown; an exception is a bug in the machine or in a model.
   */
  run(program: Program, { context }: { readonly context?: bigint } = {}): RunResult {
    this.#code = bindProgram(program);
    this.#steps = 0;
    this.#slot = program.entry ?? 0;
    this.#registers.forgetAll();
    this.#frames.reset();
    const restore = this.#listenToMemory();
    try {
      this.#enterFrame(undefined);
      if (context !== undefined) this.#registers.write(1, context);
      this.#execute(this.#slot);
      const r0 = this.readRegister(0);
      this.environment.exit(this);
      return { r0, steps: this.#steps };
    } catch (error) {
      if (!(error instanceof FaultSignal)) throw error;
      return { fault: { slot: this.#slot, ...error.statement }, steps: this.#steps };
    } finally {
      restore();
      this.#frames.reset();
    }
  }

  /** Calls a function of the running program from a helper or kfunc (a callback), with its arguments in r1 to r5. */
  callFunction(slot: number, args: readonly bigint[]): bigint {
    const caller = this.#slot;
    this.#registers.forgetArguments();
    for (const [index, value] of args.entries()) this.#registers.write(index + 1, value);
    const frame = this.#enterFrame(undefined);
    this.#execute(slot);
    const result = this.readRegister(0);
    this.#leaveFrame(frame);
    this.#slot = caller;
    return result;
  }

  /**
   * Lets the helper that is being called end its function in another program, with the context in r1 (a tail call): the frame
   * stays, and what that program returns goes to the function's caller.
   */
  jumpToProgram(slot: number, context: bigint): void {
    this.#jump = { slot, context };
  }

  /** Where a tail call leads, for the executor of the call that made it; undefined where it made none. */
  takeJump(): number | undefined {
    const jump = this.#jump;
    if (!jump) return undefined;
    this.#jump = undefined;
    this.#registers.forgetAll();
    this.#registers.write(1, jump.context);
    const { stack } = this.#frames.current;
    stack.initialised?.fill(0);
    this.#registers.setFramePointer(this.memory.addressOf(stack, stack.size));
    return jump.slot;
  }

  /** Enters a subprogram. For the executors. */
  enterSubprogram(target: number): number {
    this.#enterFrame(this.#slot + 1);
    return target;
  }

  /** Leaves the current function: the slot to go on at, or undefined at the end of the entry or of a callback. For the executors. */
  leaveFunction(): number | undefined {
    const frame = this.#frames.current;
    if (frame.returnTo !== undefined) this.#leaveFrame(frame);
    return frame.returnTo;
  }

  /** Takes a call's result and makes its arguments unreadable. For the executors. */
  finishCall(result: bigint | undefined): void {
    this.#registers.forgetArguments();
    if (result === undefined) this.#registers.forget(0);
    else this.writeRegister(0, result);
  }

  #enterFrame(returnTo: number | undefined): Frame {
    const frame = this.#frames.push(returnTo, this.#registers.save(), this.#slot);
    this.#registers.setFramePointer(this.memory.addressOf(frame.stack, frame.stack.size));
    this.#reportSaved();
    return frame;
  }

  /** r6 to r10 change with the frame. */
  #reportSaved(): void {
    if (!this.#observer) return;
    for (let index = FIRST_SAVED; index <= FRAME_POINTER; index++) {
      if (this.#registers.isWritten(index)) this.#observer.registerWritten(index, this.#registers.read(index));
    }
  }

  #leaveFrame(frame: Frame): void {
    this.#frames.pop(this.#slot);
    this.#registers.restore(frame.saved);
    this.#registers.forgetArguments();
    this.#reportSaved();
  }

  #execute(entry: number): void {
    let next: number | undefined = entry;
    while (next !== undefined) {
      const step: Step | undefined = this.#code[next];
      if (!step) throw this.#leftProgram(next);
      this.#slot = next;
      if (this.#steps >= this.#stepBudget) {
        throw new FaultSignal({ rule: "step-budget", message: `the run has executed ${this.#steps} instructions` });
      }
      this.#steps++;
      this.#observer?.step(next);
      next = step(this);
    }
  }

  #leftProgram(slot: number): FaultSignal {
    const place = slot < 0 || slot >= this.#code.length ? "is outside of the program" : "holds no instruction";
    return new FaultSignal({ rule: "jump-out-of-range", message: `execution goes on at slot ${slot}, which ${place}` });
  }

  #listenToMemory(): () => void {
    const observer = this.#observer;
    const before = this.memory.onWrite;
    if (!observer) return () => {};
    this.memory.onWrite = (region, offset, size) => {
      before?.(region, offset, size);
      observer.memoryWritten(region, offset, region.bytes.subarray(offset, offset + size));
    };
    return () => {
      this.memory.onWrite = before;
    };
  }
}
