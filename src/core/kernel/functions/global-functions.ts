import type { Btf } from "../../btf/btf.ts";
import type { LinkedFunction } from "../../object/linked-object.ts";
import type { Machine } from "../../vm/machine.ts";
import type { Kernel } from "../kernel.ts";
import { declaredAs, type Expectation, expectationOf } from "./expectation.ts";
import { functionParameters, mayReturn } from "./parameters.ts";
import { passArgument } from "./pass-argument.ts";

interface TakenParameter {
  /** r1 to r5. */
  readonly register: number;
  /** What memory that it leads to is called. */
  readonly name: string;
  readonly declared: string;
  readonly expectation: Expectation;
}

/** What a function, or one that it calls, may do, whatever it does in a run. */
export interface FunctionMarks {
  readonly changesPacket: boolean;
  readonly maySleep: boolean;
}

interface GlobalFunction {
  readonly name: string;
  readonly mayReturn: boolean;
  readonly parameters: readonly TakenParameter[];
}

/**
 * Calls of the program's global functions: the verifier looks at each by itself, and takes for its arguments what their types and
 * tags say (btf_check_func_arg_match, kernel/bpf/verifier.c, v7.3).
 */
export class GlobalFunctions {
  readonly #kernel: Kernel;
  readonly #btf: Btf;
  readonly #functions: ReadonlyMap<number, GlobalFunction>;
  readonly #findMarks: (start: number) => FunctionMarks;
  readonly #marks = new Map<number, FunctionMarks>();

  /** `findMarks`: those of the function at a slot. */
  constructor(
    kernel: Kernel,
    btf: Btf,
    functions: readonly LinkedFunction[],
    findMarks: (start: number) => FunctionMarks,
  ) {
    this.#kernel = kernel;
    this.#btf = btf;
    this.#findMarks = findMarks;
    this.#functions = new Map(
      functions.flatMap(({ name, start, isGlobal, type }) => {
        if (!isGlobal || type === undefined) return [];
        const parameters = functionParameters(btf, type);
        const taken = parameters.map((parameter) => ({
          register: parameter.index + 1,
          name: `${parameter.name} of ${name}()`,
          declared: declaredAs(btf, parameter),
          expectation: expectationOf(btf, parameter, kernel.program),
        }));
        return [[start, { name, mayReturn: mayReturn(btf, type), parameters: taken }]];
      }),
    );
  }

  /** Checks and hands over the arguments of the function at a slot. */
  enter(start: number, machine: Machine): void {
    const entered = this.#functions.get(start);
    if (!entered) return;
    const { name, parameters } = entered;
    const { changesPacket, maySleep } = this.#marksOf(start);
    this.#kernel.locks.refuseHeld(`the global function ${name} is called`);
    const where = maySleep ? this.#kernel.sections.whyNoSleep : undefined;
    if (where) this.#kernel.fault("sleep", `${name} is a global function that may sleep, and is called in ${where}`);
    if (!entered.mayReturn) {
      const message = `${name} is a global function, and returns neither a number nor nothing`;
      this.#kernel.fault("function-argument", message);
    }
    for (const parameter of parameters) this.#pass(name, parameter, changesPacket, machine);
  }

  /** After the function at a slot has returned: where it may change the packet, it has. */
  leave(start: number): void {
    if (this.#marksOf(start).changesPacket) this.#kernel.forgetPacketPointers();
  }

  #marksOf(start: number): FunctionMarks {
    const marks = this.#marks.get(start) ?? this.#findMarks(start);
    this.#marks.set(start, marks);
    return marks;
  }

  #pass(
    name: string,
    { register, declared, expectation, name: parameter }: TakenParameter,
    changesPacket: boolean,
    machine: Machine,
  ): void {
    const value = machine.readRegister(register);
    const refuse = (why: string): never =>
      this.#kernel.fault("function-argument", `${name} takes R${register} as ${declared}, but ${why}`);
    const [kernel, btf] = [this.#kernel, this.#btf];
    const passed = passArgument({ kernel, btf, value, name: parameter, changesPacket, refuse }, expectation);
    if (passed !== value) machine.writeRegister(register, passed);
  }
}
