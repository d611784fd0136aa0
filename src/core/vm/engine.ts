import type { Environment } from "./environment.ts";
import type { Frame } from "./frame-stack.ts";
import type { Memory } from "./memory.ts";
import type { Registers } from "./registers.ts";

/** What an engine may do with the machine whose program it runs. */
export interface EngineControl {
  readonly memory: Memory;
  readonly environment: Environment;
  readonly registers: Registers;
  readonly stepBudget: number;
  readonly loopBudget: number;
  /** The instruction that runs. */
  slot: number;
  /** Instructions executed so far. */
  steps: number;
  readonly frame: Frame;
  /** Executes the instruction at a slot, which is counted already: the slot to go on at, undefined at the end of the function. */
  step(slot: number): number | undefined;
  /** Executes from a slot to the end of the current function, one instruction after the other. */
  interpret(next: number): void;
  /** A fault where no instruction starts at a slot. */
  requireInstruction(slot: number): void;
  /** Of the function that is called at `slot`. */
  enterFrame(): void;
  leaveFrame(): void;
}

/** One run of a program by an engine. */
export interface EngineRun {
  /** Runs the function at a slot to its end. Its frame is open; arguments, result and saved registers are the machine's. */
  execute(slot: number): void;
  /** Called once, however the run ended. */
  end(): void;
}

/** A faster way to run one program than instruction by instruction, with the same outcome. */
export interface Engine {
  /** Undefined where this run must go instruction by instruction. */
  start(control: EngineControl): EngineRun | undefined;
}
