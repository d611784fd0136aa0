import type { EngineControl, EngineRun } from "../engine.ts";
import { checkEqual } from "../null-check.ts";
import { LinearMemory } from "./linear-memory.ts";
import type { PointerImport } from "./pointer-imports.ts";

const unsigned = (value: bigint): bigint => BigInt.asUintN(64, value);

/** WebAssembly code with the memory that it works on, for one run at a time. */
export abstract class EngineInstance implements EngineRun {
  readonly linear = new LinearMemory();
  #control: EngineControl | undefined;

  abstract execute(slot: number): void;

  end(): void {
    this.#control?.registers.moveBack();
    this.linear.giveBack();
    this.#control = undefined;
  }

  /** Begins a run: memory and registers move here; `own` is what the engine itself needs there. */
  protected take(control: EngineControl, own: Uint8Array): void {
    this.#control = control;
    this.linear.adopt(control.memory, own);
    control.registers.moveTo(this.linear.wasm.buffer);
  }

  protected get running(): EngineControl {
    if (!this.#control) throw new Error("an engine runs outside of a run");
    return this.#control;
  }

  /** Imported by the code, for what it does not know of pointers itself. */
  protected readonly pointers = {
    comparable: (address: bigint) => this.running.memory.canonical(unsigned(address)),
    stored: (address: bigint) => this.running.memory.numberOf(unsigned(address)),
    equal: (left: bigint, right: bigint) => Number(checkEqual(this.running.memory, unsigned(left), unsigned(right))),
  } satisfies Record<PointerImport, unknown>;
}

/** Instances that no run uses. */
export class EngineInstances<Instance extends EngineInstance> {
  readonly #idle: Instance[] = [];
  readonly #create: () => Instance;

  constructor(create: () => Instance) {
    this.#create = create;
  }

  /** Begins a run on an instance, which is free again at its end. */
  start(begin: (instance: Instance) => void): EngineRun {
    const instance = this.#idle.pop() ?? this.#create();
    begin(instance);
    return {
      execute: (slot) => instance.execute(slot),
      end: () => {
        instance.end();
        this.#idle.push(instance);
      },
    };
  }
}
