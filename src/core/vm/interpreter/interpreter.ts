import { toU64 } from "../../bytes/integers.ts";
import { compile, compileNow, instantiate, type WasmFunction, type WasmModule } from "../../wasm/compile.ts";
import { encodeModule, IMPORT_MODULE, MEMORY_IMPORT } from "../../wasm/module.ts";
import { supportFunctions, supportIndices } from "../emission/support-functions.ts";
import type { Engine, EngineControl } from "../engine.ts";
import type { Environment } from "../environment.ts";
import { FaultSignal } from "../fault-signal.ts";
import { EngineInstance, EngineInstances } from "../linear/engine-instance.ts";
import { HEAP } from "../linear/layout.ts";
import type { Program } from "../machine.ts";
import { type EncodedProgram, encodeRecords } from "./encode-records.ts";
import { HandlerCode } from "./handler-code.ts";
import { handlers } from "./handlers.ts";
import { imported, importedFunctions } from "./imports.ts";
import { RECORD_BITS, RECORD_SIZE, record } from "./record.ts";

const INTERPRET = "interpret";

/** Instructions after which the interpreter comes back, so that WebAssembly engines can go over to better code for it. */
const SLICE = 1_000_000;

/** The interpreter as a WebAssembly module. It is the same for all programs. */
export function interpreterModule(): Uint8Array<ArrayBuffer> {
  const support = supportFunctions(imported);
  const code = new HandlerCode(supportIndices(importedFunctions.length)).define(handlers.map(({ build }) => build));
  const type = { parameters: ["i32", "i64"], results: ["i32"] } as const;
  return encodeModule({ imports: importedFunctions, functions: [...support, { type, code, export: INTERPRET }] });
}

/** The records of a program with the values that the environment knows. What is a fault there is executed outside. */
function withConstants({ records, constants }: EncodedProgram, environment: Environment): Uint8Array {
  const filled = records.slice();
  const view = new DataView(filled.buffer);
  for (const instruction of constants) {
    const at = instruction.slot << RECORD_BITS;
    try {
      view.setBigUint64(at + record.constant, toU64(environment.loadImmediate(instruction)), true);
    } catch (error) {
      if (!(error instanceof FaultSignal)) throw error;
      view.setInt32(at + record.handler, 0, true);
    }
  }
  return filled;
}

class Instance extends EngineInstance {
  readonly #interpret: WasmFunction;
  #program: EncodedProgram | undefined;

  constructor(module: WasmModule) {
    super();
    const imports = {
      step: (slot: number) => this.#step(slot),
      ...this.pointers,
      [MEMORY_IMPORT]: this.linear.wasm,
    };
    const { [INTERPRET]: interpret } = instantiate(module, { [IMPORT_MODULE]: imports });
    if (!interpret) throw new Error(`the interpreter exports no function ${INTERPRET}`);
    this.#interpret = interpret;
  }

  begin(control: EngineControl, program: EncodedProgram): void {
    this.#program = program;
    this.take(control, withConstants(program, control.environment));
  }

  execute(slot: number): void {
    const control = this.running;
    control.requireInstruction(slot);
    this.linear.budget = control.stepBudget - control.steps;
    let at = HEAP + slot * RECORD_SIZE;
    while (at >= 0) {
      const left = this.linear.budget;
      if (left === 0) {
        control.steps = control.stepBudget;
        control.interpret((at - HEAP) / RECORD_SIZE);
        return;
      }
      at = this.#interpret(at, BigInt(Math.max(0, left - SLICE))) as number;
    }
  }

  /** The slot to go on at, or -1 at the end of the function. */
  #step(slot: number): number {
    const control = this.running;
    control.steps = control.stepBudget - this.linear.budget;
    const next = control.step(slot);
    this.linear.budget = control.stepBudget - control.steps;
    if (next === undefined) return -1;
    control.requireInstruction(next);
    if (!this.#program?.resultNeededAt.has(next) || control.registers.isWritten(0)) return next;
    control.interpret(next);
    return -1;
  }
}

/** Interprets any program, many times as fast as the machine does by itself. */
export class Interpreter {
  readonly #instances: EngineInstances<Instance>;

  private constructor(module: WasmModule) {
    this.#instances = new EngineInstances(() => new Instance(module));
  }

  static async load(): Promise<Interpreter> {
    return new Interpreter(await compile(interpreterModule()));
  }

  /** As `load`, at once. Browsers refuse that on their main thread. */
  static loadNow(): Interpreter {
    return new Interpreter(compileNow(interpreterModule()));
  }

  /** Makes a program ready. */
  prepare(program: Program): Engine {
    const encoded = encodeRecords(program);
    return { start: (control) => this.#instances.start((instance) => instance.begin(control, encoded)) };
  }
}
