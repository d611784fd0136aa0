import type { Instruction } from "../isa/instruction.ts";
import { counted } from "../words/counted.ts";
import type { Engine, EngineControl, EngineRun } from "./engine.ts";
import type { Environment, StepObserver } from "./environment.ts";
import { StepTable, type WatchedSlots } from "./execution/step-table.ts";
import type { Fault } from "./fault.ts";
import { FaultSignal } from "./fault-signal.ts";
import { type Frame, FrameStack } from "./frame-stack.ts";
import type { Memory } from "./memory.ts";
import { Registers } from "./registers.ts";
import { UnwindSignal } from "./unwind-signal.ts";

export type { Engine } from "./engine.ts";
export type { Environment, StepObserver } from "./environment.ts";

/** What the machine needs of a program: decoded instructions in kernel form. */
export interface Program {
  readonly instructions: readonly Instruction[];
  /** The slot to start at; 0 where absent. */
  readonly entry?: number;
  /** Where functions start, and which the verifier looks at by themselves; nothing is known of those that are missing. */
  readonly functions?: readonly { readonly start: number; readonly isGlobal: boolean }[];
  /**
   * Programs that the run may get to, by their first slots, with the function that each calls with the cookie of an exception;
   * without one the cookie is what the program returns.
   */
  readonly exceptionCallbacks?: ReadonlyMap<number, number | undefined>;
  /** Where pointers are perhaps used as Linux does not allow it; absent where nobody has looked. */
  readonly unchecked?: WatchedSlots;
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

export interface RunOptions {
  /** What r1 holds at the start, where the program type has one. */
  readonly context?: bigint;
  /** Runs a function of the program in place of the program itself, with these arguments in r1 and on. */
  readonly callback?: { readonly slot: number; readonly args: readonly bigint[] };
  /** Runs the program where nobody observes it; made for this program. */
  readonly engine?: Engine | undefined;
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
  #code = new StepTable([]);
  #globals: ReadonlySet<number> = new Set();
  #exceptionCallbacks: ReadonlyMap<number, number | undefined> = new Map();
  #running: EngineRun | undefined;
  #slot = 0;
  #steps = 0;
  #callbacks = 0;
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
   * Runs a program to its end. Broken rules end the run with a fault and are never thrown; an exception is a bug in the
   * machine or in a model.
   */
  run(program: Program, { context, callback, engine }: RunOptions = {}): RunResult {
    this.#code = new StepTable(program.instructions, program.unchecked);
    const globals = program.functions?.filter(({ isGlobal }) => isGlobal) ?? [];
    this.#globals = new Set(globals.map(({ start }) => start));
    this.#exceptionCallbacks = program.exceptionCallbacks ?? new Map();
    this.#steps = 0;
    this.#callbacks = 0;
    this.#slot = callback?.slot ?? program.entry ?? 0;
    this.#registers.forgetAll();
    this.#frames.reset();
    const restore = this.#listenToMemory();
    this.#running = this.#observer ? undefined : engine?.start(this.#control());
    try {
      const frame = this.#enterFrame(undefined);
      if (!callback || this.#exceptionCallbacks.has(callback.slot)) this.#beginProgram(frame, this.#slot);
      const args = callback?.args ?? (context === undefined ? [] : [context]);
      this.#passArguments(args);
      this.#runToEnd();
      const isVoid = callback === undefined && this.environment.returnsNothing === true;
      const r0 = isVoid ? 0n : this.readRegister(0);
      this.environment.exit(this);
      return { r0, steps: this.#steps };
    } catch (error) {
      if (!(error instanceof FaultSignal)) throw error;
      return { fault: { slot: this.#slot, ...error.statement }, steps: this.#steps };
    } finally {
      this.#running?.end();
      this.#running = undefined;
      restore();
      this.#frames.reset();
    }
  }

  #runToEnd(): void {
    try {
      this.#runFunction(this.#slot);
    } catch (signal) {
      if (!(signal instanceof UnwindSignal)) throw signal;
      this.#unwind(signal);
    }
  }

  /** Leaves all functions for the exception callback, which runs in place of the entry (bpf_throw, kernel/bpf/helpers.c, v7.3). */
  #unwind({ cookie }: UnwindSignal): void {
    const callback = this.#callbackOf(this.#innermost);
    this.#frames.reset();
    this.#callbacks = 0;
    this.#registers.forgetAll();
    this.#enterFrame(undefined);
    this.writeRegister(callback === undefined ? 0 : 1, cookie);
    if (callback !== undefined) this.#runFunction(callback);
  }

  /** Leaves the functions of a program that was called as a function: where the run goes on. */
  #unwindWithin(signal: UnwindSignal): number | undefined {
    const frame = this.#innermost;
    if (frame?.returnTo === undefined) throw signal;
    while (this.#frames.current !== frame) this.#frames.pop(this.#slot);
    this.#restartFrame(frame);
    const callback = this.#callbackOf(frame);
    this.writeRegister(callback === undefined ? 0 : 1, signal.cookie);
    return callback ?? this.leaveFunction();
  }

  /** The frame of the program that runs, whose functions are above it. */
  get #innermost(): Frame | undefined {
    return this.#frames.ofPrograms.at(-1);
  }

  #callbackOf(frame: Frame | undefined): number | undefined {
    return frame?.program && this.#exceptionCallbacks.get(frame.program.start);
  }

  #beginProgram(frame: Frame, start: number): void {
    frame.program = { start, callbacks: this.#callbacks };
  }

  /** How many programs run, of which each but the first runs in the place of a function of the one before. */
  get programDepth(): number {
    return this.#frames.ofPrograms.length;
  }

  /** Whether the instruction that runs reads memory and writes it. */
  get isAtomic(): boolean {
    return this.#code.isAtomic(this.#slot);
  }

  /** The slots of the instruction that runs and of the calls that led to it, from the innermost on. */
  get runningCalls(): readonly number[] {
    return [this.#slot, ...this.#frames.calls];
  }

  /** Whether a helper or kfunc called the function that runs, or one of its callers in the same program. */
  get isInCallback(): boolean {
    const program = this.#innermost?.program;
    return program === undefined || this.#callbacks > program.callbacks;
  }

  /** Calls a function of the running program from a helper or kfunc (a callback), with its arguments in r1 to r5. */
  callFunction(slot: number, args: readonly bigint[]): bigint {
    const caller = this.#slot;
    this.#registers.forgetArguments();
    const frame = this.#enterFrame(undefined, slot);
    this.#passArguments(args);
    this.#callbacks++;
    this.#runFunction(slot);
    this.#callbacks--;
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
    this.#restartFrame(this.#frames.current);
    this.#beginProgram(this.#frames.current, jump.slot);
    this.#registers.write(1, jump.context);
    this.#reportRegisters();
    return jump.slot;
  }

  /** Lets something else run in a frame. */
  #restartFrame(frame: Frame): void {
    const { stack, framePointer } = frame;
    frame.depth = 0;
    frame.loops = 0;
    stack.initialised?.fill(0);
    this.#registers.forgetAll();
    this.#registers.setFramePointer(framePointer);
  }

  /** Enters a subprogram. For the executors. */
  enterSubprogram(target: number): number {
    this.#enterCalled(this.#slot + 1, target);
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
    else this.#registers.write(0, result);
    this.#reportRegisters();
  }

  #passArguments(args: readonly bigint[]): void {
    for (let index = 0; index < args.length; index++) this.#registers.write(index + 1, args[index] ?? 0n);
    this.#reportRegisters();
  }

  #enterCalled(returnTo: number | undefined, target: number | undefined): void {
    if (target !== undefined && this.#globals.has(target)) this.environment.enterGlobal?.(target, this);
    const frame = this.#enterFrame(returnTo, target);
    if (target !== undefined && this.#exceptionCallbacks.has(target)) this.#beginProgram(frame, target);
  }

  #enterFrame(returnTo: number | undefined, target?: number): Frame {
    const global = target !== undefined && this.#globals.has(target) ? target : undefined;
    const frame = this.#frames.push({ returnTo, slot: this.#slot, global });
    this.#registers.save(frame.saved);
    this.#registers.setFramePointer(frame.framePointer);
    this.#reportRegisters();
    return frame;
  }

  #reportRegisters(): void {
    this.#observer?.registersSet(this.#registers.all());
  }

  #leaveFrame(frame: Frame): void {
    this.#frames.pop(this.#slot);
    this.#registers.restore(frame.saved);
    this.#registers.forgetArguments();
    this.#reportRegisters();
    if (frame.global !== undefined) this.environment.leaveGlobal?.(frame.global);
  }

  #runFunction(slot: number): void {
    if (this.#running) this.#running.execute(slot);
    else this.#execute(slot);
  }

  /** What an engine sees of this machine. */
  #control(): EngineControl {
    const machine = this;
    return {
      memory: this.memory,
      environment: this.environment,
      registers: this.#registers,
      stepBudget: this.#stepBudget,
      loopBudget: this.loopBudget,
      get slot() {
        return machine.#slot;
      },
      set slot(slot) {
        machine.#slot = slot;
      },
      get steps() {
        return machine.#steps;
      },
      set steps(steps) {
        machine.#steps = steps;
      },
      get frame() {
        return machine.#frames.current;
      },
      step(slot) {
        machine.#slot = slot;
        const step = machine.#code.at(slot);
        if (!step) throw machine.#leftProgram(slot);
        return step(machine);
      },
      requireInstruction(slot) {
        if (!machine.#code.at(slot)) throw machine.#leftProgram(slot);
      },
      interpret: (next) => this.#execute(next),
      enterFrame: () => this.#enterCalled(undefined, this.#code.calleeAt(this.#slot)),
      leaveFrame: () => this.#leaveFrame(this.#frames.current),
    };
  }

  #execute(entry: number): void {
    for (let next: number | undefined = entry; next !== undefined; ) {
      try {
        next = this.#executeToEnd(next);
      } catch (signal) {
        if (!(signal instanceof UnwindSignal)) throw signal;
        next = this.#unwindWithin(signal);
      }
    }
  }

  #executeToEnd(entry: number): undefined {
    let next: number | undefined = entry;
    while (next !== undefined) {
      const step = this.#code.at(next);
      if (!step) throw this.#leftProgram(next);
      this.#slot = next;
      if (this.#steps >= this.#stepBudget) {
        throw new FaultSignal({
          rule: "step-budget",
          message: `the run has executed ${counted(this.#steps, "instruction")}`,
        });
      }
      this.#steps++;
      this.#observer?.step(next);
      next = step(this);
    }
    return undefined;
  }

  #leftProgram(slot: number): FaultSignal {
    const place = slot < 0 || slot >= this.#code.slots ? "is outside of the program" : "holds no instruction";
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
