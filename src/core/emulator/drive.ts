import { toU32 } from "../bytes/integers.ts";
import type { DueCallback } from "../kernel/async/async-work.ts";
import type { EnteredContext } from "../kernel/contexts/context.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { errnoName } from "../uapi/errno.ts";
import type { Engine, Machine, RunResult } from "../vm/machine.ts";
import { counted } from "../words/counted.ts";
import { actionName, createMapResult, durationOf, type ModelledAction } from "./actions.ts";
import type { CallRecorder } from "./call-recorder.ts";
import type { ActionRecord, CallbackRecord } from "./outcome.ts";
import type { ProgramImage } from "./program-image.ts";
import type { Redirected } from "./redirected.ts";
import type { TimelineRecorder } from "./timeline.ts";

/** Instructions of all runs and callbacks together, where the scenario sets no budget. */
const STEP_BUDGET = 1_000_000;

export interface Driven {
  readonly kernel: Kernel;
  readonly machine: Machine;
  readonly image: ProgramImage;
  readonly engine: Engine | undefined;
  readonly calls: CallRecorder;
  readonly timeline: TimelineRecorder;
  readonly stepBudget: number | undefined;
  /** Makes the program's context, for each run anew. */
  enter(): EnteredContext;
  /** Of a packet: where it goes from the program. */
  readonly redirected: Redirected;
}

/** Does the actions of a trigger, and between them what the program left to be done later. */
export class Drive {
  readonly actions: ActionRecord[] = [];
  readonly callbacks: CallbackRecord[] = [];
  steps = 0;
  /** What each run of an iterator returned. */
  readonly returned: bigint[] = [];
  readonly #driven: Driven;
  readonly #start: bigint;
  #runs = 0;
  #entered: EnteredContext | undefined;

  constructor(driven: Driven) {
    this.#driven = driven;
    this.#start = driven.kernel.clock.now;
  }

  /** The last run's result, or the fault that ended all. */
  run(actions: readonly ModelledAction[]): RunResult {
    let last: RunResult = { r0: 0n, steps: 0 };
    for (const action of actions) {
      const isRun = action === "test_run" || action === "iterate";
      const result = isRun ? this.#testRun() : undefined;
      const fault = result?.fault ? result : this.#runDue(durationOf(action));
      if (fault) return fault;
      if (result) last = result;
      this.#record(action, result);
    }
    return last;
  }

  #record(action: ModelledAction, result: RunResult | undefined): void {
    const { kernel } = this.#driven;
    const isMap = typeof action === "object" && "create_map" in action;
    const ran = action === "iterate" ? BigInt(this.#entered?.output?.().length ?? 0) : toU32(result?.r0 ?? 0n);
    const value = isMap ? createMapResult(kernel, action) : ran;
    const name = value < 0n ? errnoName(Number(value)) : undefined;
    const decoded = { kind: "integer", type: "long", value: String(value), ...(name && { name: `-${name}` }) } as const;
    this.actions.push({ action: actionName(action), result: decoded });
  }

  #testRun(): RunResult {
    const { kernel, timeline, enter } = this.#driven;
    const entered = enter();
    this.#entered = entered;
    if (++this.#runs > 1) timeline.begin(`test_run ${this.#runs}`);
    for (let context = entered.region; ; ) {
      kernel.tailCalls = 0;
      const result = this.#execute({ context: context ? kernel.memory.addressOf(context) : 0n });
      if (result.fault) return result;
      if (!entered.next) return this.#goFurther(result);
      this.returned.push(result.r0);
      context = entered.next(result.r0);
      if (!context) return result;
    }
  }

  /** The result of the program, or the fault of one that its packet went through afterwards. */
  #goFurther(result: RunResult): RunResult {
    const { kernel, timeline, redirected } = this.#driven;
    for (let next = redirected.after(result.r0 ?? 0n); next; ) {
      const { program, context } = next;
      kernel.tailCalls = 0;
      timeline.begin(`program ${program.name} on the redirected packet`);
      const args = [kernel.memory.addressOf(context)];
      const slot = kernel.entries.get(program.name) ?? 0;
      const { fault, r0 = 0n, steps } = this.#execute({ callback: { slot, args } });
      if (fault) return { fault, steps };
      next = redirected.after(r0, program);
    }
    return result;
  }

  /** What is due while an action lasts, or as a program returns; the fault that a callback ended in. */
  #runDue(nanoseconds: bigint): RunResult | undefined {
    const { clock, async } = this.#driven.kernel;
    const end = clock.now + nanoseconds;
    for (let due = async.take(end); due; due = async.take(end)) {
      const result = this.#callBack(due);
      if (result.fault) return result;
    }
    clock.advanceTo(end);
    return undefined;
  }

  #callBack({ field, at, slot, args }: DueCallback): RunResult {
    const { kernel, timeline, calls, image } = this.#driven;
    kernel.clock.advanceTo(at);
    const name = image.functions.find(({ start }) => start === slot)?.name ?? "";
    const { kind, map } = field;
    calls.callback = this.callbacks.length;
    this.callbacks.push({ kind, map: map.name, function: name, at: String(kernel.clock.now - this.#start) });
    timeline.begin(`callback ${name} of the ${kind} in ${map.name}`);
    kernel.async.begin(field);
    const result = this.#execute({ callback: { slot, args } });
    if (!result.fault) calls.callback = undefined;
    kernel.async.finish(field);
    return result;
  }

  #execute(options: Parameters<Machine["run"]>[1]): RunResult {
    const { machine, image, engine, stepBudget = STEP_BUDGET } = this.#driven;
    const result = machine.run(image, { ...options, engine });
    this.steps += result.steps;
    if (result.fault || this.steps <= stepBudget) return result;
    const message = `the runs and callbacks have executed ${counted(this.steps, "instruction")}`;
    return { fault: { rule: "step-budget", message, slot: machine.slot }, steps: result.steps };
  }
}
