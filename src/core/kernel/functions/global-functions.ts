import type { Btf } from "../../btf/btf.ts";
import type { LinkedFunction } from "../../object/linked-object.ts";
import type { Machine } from "../../vm/machine.ts";
import type { Kernel } from "../kernel.ts";
import { tagProblem } from "./check-tags.ts";
import { passings } from "./pass-argument.ts";
import { type TaggedParameter, taggedParameters } from "./tagged-parameters.ts";

interface TaggedFunction {
  readonly name: string;
  readonly parameters: readonly TaggedParameter[];
}

/**
 * Calls of the program's global functions, whose parameters say by tags what they take (btf_check_func_arg_match,
 * kernel/bpf/verifier.c, v7.3). Not modelled: what the verifier asks of parameters without tags.
 */
export class GlobalFunctions {
  readonly #kernel: Kernel;
  readonly #btf: Btf;
  readonly #tagged: ReadonlyMap<number, TaggedFunction>;

  constructor(kernel: Kernel, btf: Btf, functions: readonly LinkedFunction[]) {
    this.#kernel = kernel;
    this.#btf = btf;
    this.#tagged = new Map(
      functions.flatMap(({ name, start, isGlobal, type }) => {
        const parameters = isGlobal && type !== undefined ? taggedParameters(btf, type) : [];
        return parameters.length > 0 ? [[start, { name, parameters }]] : [];
      }),
    );
  }

  /** Whether any function has tags: then the machine has to see every call, and what is passed. */
  get areTagged(): boolean {
    return this.#tagged.size > 0;
  }

  /** Checks and hands over the arguments of the function at a slot. */
  enter(start: number, machine: Machine): void {
    const { name, parameters } = this.#tagged.get(start) ?? { name: "", parameters: [] };
    for (const parameter of parameters) this.#pass(name, parameter, machine);
  }

  #pass(name: string, parameter: TaggedParameter, machine: Machine): void {
    const register = parameter.index + 1;
    const refuse = (why: string): never => {
      const tags = [...parameter.tags].join(" ");
      return this.#kernel.fault("function-argument", `${name} takes R${register} as ${tags}, but ${why}`);
    };
    const problem = tagProblem(this.#btf, parameter);
    if (problem !== undefined) refuse(problem);
    const [, pass] = passings.find(([tag]) => parameter.tags.has(tag)) ?? [];
    if (!pass) return;
    const value = machine.readRegister(register);
    const passed = pass({ kernel: this.#kernel, btf: this.#btf, parameter, value, refuse });
    if (passed !== value) machine.writeRegister(register, passed);
  }
}
