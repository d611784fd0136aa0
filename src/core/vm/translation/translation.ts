import type { Instruction } from "../../isa/instruction.ts";
import { compile, compileNow, instantiate, type WasmFunction, type WasmModule } from "../../wasm/compile.ts";
import { IMPORT_MODULE, MEMORY_IMPORT } from "../../wasm/module.ts";
import { MOST_STEPS } from "../analysis/register-facts.ts";
import type { Engine, EngineControl, EngineRun } from "../engine.ts";
import type { Environment } from "../environment.ts";
import { FaultSignal } from "../fault-signal.ts";
import { LinearMemory } from "../linear/linear-memory.ts";
import type { Program } from "../machine.ts";
import type { ImportName } from "./module-functions.ts";
import { exportName, type TranslatedProgram, translateProgram } from "./translate-program.ts";

/** One instance of a translated program, with the memory that it runs on. It is used for one run at a time. */
class Instance {
  readonly linear = new LinearMemory();
  readonly #program: TranslatedProgram;
  readonly #exports: Readonly<Record<string, WasmFunction>>;
  #control: EngineControl | undefined;

  constructor(module: WasmModule, program: TranslatedProgram) {
    this.#program = program;
    const imports: Record<ImportName, (...args: never[]) => unknown> = {
      step: (slot: number) => this.#step(slot),
      finish: (from: number, next: number) => this.#finish(from, next),
      enter: (slot: number) => this.#enter(slot),
      leave: () => this.#leave(),
      canonical: (address: bigint) => this.#running.memory.canonical(BigInt.asUintN(64, address)),
    };
    this.#exports = instantiate(module, { [IMPORT_MODULE]: { ...imports, [MEMORY_IMPORT]: this.linear.wasm } });
  }

  begin(control: EngineControl, constants: readonly bigint[]): void {
    this.#control = control;
    const { windows } = this.#program;
    const own = new Uint8Array(windows.at + windows.size);
    new BigUint64Array(own.buffer, 0, constants.length).set(constants);
    this.linear.adopt(control.memory, own);
    this.linear.onChange = () => this.linear.clearOwn(windows.at, windows.size);
    this.linear.loopBudget = control.loopBudget;
    control.registers.moveTo(this.linear.wasm.buffer);
  }

  end(): void {
    this.#control?.registers.moveBack();
    this.linear.giveBack();
    this.#control = undefined;
  }

  execute(slot: number): void {
    const control = this.#running;
    const { linear } = this;
    linear.stack = control.frame.stack;
    this.#remaining = control.stepBudget - control.steps;
    const translated = this.#exports[exportName(slot)];
    if (translated) {
      translated();
      control.slot = linear.slot;
      control.steps = control.stepBudget - this.#remaining;
    } else control.interpret(slot);
  }

  get #running(): EngineControl {
    if (!this.#control) throw new Error("a translated program runs outside of a run");
    return this.#control;
  }

  get #remaining(): number {
    return this.linear.budget;
  }

  set #remaining(instructions: number) {
    this.linear.budget = instructions;
  }

  #step(slot: number): number {
    const control = this.#running;
    const ahead = this.#program.countedAfter.get(slot) ?? 0;
    control.steps = control.stepBudget - this.#remaining - ahead;
    const next = control.step(slot);
    this.#remaining = control.stepBudget - control.steps - ahead;
    return next === undefined ? 0 : 1;
  }

  #finish(from: number, next: number): void {
    const control = this.#running;
    control.steps = control.stepBudget - this.#remaining;
    control.slot = from;
    control.interpret(next);
    this.linear.slot = control.slot;
    this.#remaining = control.stepBudget - control.steps;
  }

  #enter(slot: number): void {
    const control = this.#running;
    control.steps = control.stepBudget - this.#remaining;
    control.slot = slot;
    control.enterFrame();
    this.linear.stack = control.frame.stack;
  }

  #leave(): void {
    const control = this.#running;
    control.slot = this.linear.slot;
    control.leaveFrame();
  }
}

/** What the environment knows; undefined where one of the loads is a fault, if it is reached. */
function resolveConstants(loads: readonly Instruction[], environment: Environment): bigint[] | undefined {
  try {
    return loads.map((instruction) => environment.loadImmediate(instruction));
  } catch (error) {
    if (error instanceof FaultSignal) return undefined;
    throw error;
  }
}

/** A program compiled by way of WebAssembly, for any number of runs. */
export class Translation implements Engine {
  readonly #module: WasmModule;
  readonly #program: TranslatedProgram;
  readonly #idle: Instance[] = [];

  constructor(module: WasmModule, program: TranslatedProgram) {
    this.#module = module;
    this.#program = program;
  }

  start(control: EngineControl): EngineRun | undefined {
    if (control.stepBudget > MOST_STEPS) return undefined;
    const constants = resolveConstants(this.#program.constants, control.environment);
    if (!constants) return undefined;
    const instance = this.#idle.pop() ?? new Instance(this.#module, this.#program);
    instance.begin(control, constants);
    return {
      execute: (slot) => instance.execute(slot),
      end: () => {
        instance.end();
        this.#idle.push(instance);
      },
    };
  }
}

/** Translates a program to be run by a machine; undefined where it can only be interpreted. */
export async function translate(program: Program): Promise<Translation | undefined> {
  const translated = translateProgram(program);
  return translated && new Translation(await compile(translated.bytes), translated);
}

/** As `translate`, at once. Browsers refuse that on their main thread for all but small programs. */
export function translateNow(program: Program): Translation | undefined {
  const translated = translateProgram(program);
  return translated && new Translation(compileNow(translated.bytes), translated);
}
