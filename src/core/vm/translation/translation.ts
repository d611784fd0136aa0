import type { Instruction } from "../../isa/instruction.ts";
import { compile, compileNow, instantiate, type WasmFunction, type WasmModule } from "../../wasm/compile.ts";
import { IMPORT_MODULE, MEMORY_IMPORT } from "../../wasm/module.ts";
import { MOST_STEPS } from "../analysis/register-facts.ts";
import type { Engine, EngineControl, EngineRun } from "../engine.ts";
import type { Environment } from "../environment.ts";
import { FaultSignal } from "../fault-signal.ts";
import { EngineInstance, EngineInstances } from "../linear/engine-instance.ts";
import type { Program } from "../machine.ts";
import { type GlobalData, locateGlobalData } from "./global-data.ts";
import type { ImportName } from "./module-functions.ts";
import type { Proof } from "./proofs.ts";
import { exportName, type TranslatedProgram, translateProgram } from "./translate-program.ts";

/** A translated program with the memory that it runs on. */
class Instance extends EngineInstance {
  readonly #program: TranslatedProgram;
  /** By the slots that they start at. */
  readonly #functions: ReadonlyMap<number, WasmFunction>;

  constructor(module: WasmModule, program: TranslatedProgram) {
    super();
    this.#program = program;
    const imports: Record<ImportName, (...args: never[]) => unknown> = {
      step: (slot: number) => this.#step(slot),
      finish: (from: number, next: number) => this.#finish(from, next),
      enter: (slot: number) => this.#enter(slot),
      leave: () => this.#leave(),
      ...this.pointers,
    };
    const exports = instantiate(module, { [IMPORT_MODULE]: { ...imports, [MEMORY_IMPORT]: this.linear.wasm } });
    this.#functions = new Map(
      program.exported.flatMap((slot) => {
        const translated = exports[exportName(slot)];
        return translated ? [[slot, translated]] : [];
      }),
    );
  }

  begin(control: EngineControl, constants: readonly bigint[]): void {
    const { windows } = this.#program;
    const own = new Uint8Array(windows.at + windows.size);
    new BigUint64Array(own.buffer, 0, constants.length).set(constants);
    this.take(control, own);
    const data = locateGlobalData(control.memory, this.#program.constants, constants);
    this.#placeData(data);
    this.#prove(data);
    this.linear.onChange = () => {
      this.linear.clearOwn(windows.at, windows.size);
      this.#prove(data);
    };
    this.linear.loopBudget = control.loopBudget;
  }

  /** Says where global data stands. */
  #placeData(data: ReadonlyMap<number, GlobalData>): void {
    for (const { displacements } of this.#program.proofs) {
      for (const [index, at] of displacements) {
        const place = data.get(index);
        if (place) this.linear.setWord(at, this.linear.displacement(place.region));
      }
    }
  }

  /** Finds out which proofs hold. */
  #prove(data: ReadonlyMap<number, GlobalData>): void {
    for (const { byWord } of this.#program.proofs) {
      for (const [at, proofs] of byWord) {
        const bits = proofs.map((proof, bit) => (this.#holds(proof, data.get(proof.data)) ? 1 << bit : 0));
        this.linear.setWord(
          at,
          bits.reduce((word, bit) => word | bit, 0),
        );
      }
    }
  }

  #holds({ intent, from, to }: Proof, data: GlobalData | undefined): boolean {
    return (
      data !== undefined && data.start + from >= 0 && data.start + to <= this.linear.plainSize(data.region, intent)
    );
  }

  execute(slot: number): void {
    const control = this.running;
    const { linear } = this;
    linear.stack = control.frame.stack;
    this.#remaining = control.stepBudget - control.steps;
    const translated = this.#functions.get(slot);
    if (translated) {
      translated();
      control.slot = linear.slot;
      control.steps = control.stepBudget - this.#remaining;
    } else control.interpret(slot);
  }

  get #remaining(): number {
    return this.linear.budget;
  }

  set #remaining(instructions: number) {
    this.linear.budget = instructions;
  }

  /** 0 at the end of the function, to which a tail call is run at once. */
  #step(slot: number): number {
    const control = this.running;
    const ahead = this.#program.countedAfter.get(slot) ?? 0;
    control.steps = control.stepBudget - this.#remaining - ahead;
    const next = control.step(slot);
    const goesOn = next === slot + 1;
    if (next !== undefined && !goesOn) {
      control.interpret(next);
      this.linear.slot = control.slot;
    }
    this.#remaining = control.stepBudget - control.steps - ahead;
    return goesOn ? 1 : 0;
  }

  #finish(from: number, next: number): void {
    const control = this.running;
    control.steps = control.stepBudget - this.#remaining;
    control.slot = from;
    control.frame.loops = this.linear.loops;
    control.interpret(next);
    this.linear.slot = control.slot;
    this.#remaining = control.stepBudget - control.steps;
  }

  #enter(slot: number): void {
    const control = this.running;
    control.steps = control.stepBudget - this.#remaining;
    control.slot = slot;
    control.enterFrame();
    this.linear.stack = control.frame.stack;
  }

  #leave(): void {
    const control = this.running;
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
  readonly #program: TranslatedProgram;
  readonly #instances: EngineInstances<Instance>;

  constructor(module: WasmModule, program: TranslatedProgram) {
    this.#program = program;
    this.#instances = new EngineInstances(() => new Instance(module, program));
  }

  start(control: EngineControl): EngineRun | undefined {
    if (control.stepBudget > MOST_STEPS) return undefined;
    const constants = resolveConstants(this.#program.constants, control.environment);
    if (!constants) return undefined;
    return this.#instances.start((instance) => instance.begin(control, constants));
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
