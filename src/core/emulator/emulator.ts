import type { Checked } from "../diagnostics/diagnostic.ts";
import { linkObject } from "../object/link-object.ts";
import type { LinkedObject } from "../object/linked-object.ts";
import type { Scenario } from "../spec/example-spec.ts";
import { Interpreter } from "../vm/interpreter/interpreter.ts";
import type { Engine, Program } from "../vm/machine.ts";
import { translate } from "../vm/translation/translation.ts";
import { type EmulationResult, emulate } from "./emulate.ts";
import type { KernelFacts } from "./kernel-facts.ts";
import { type PortableFacts, unpackFacts } from "./portable-facts.ts";
import { programImage } from "./program-image.ts";

export type { LinkedObject };

/**
 * What executes a program: the machine an instruction at a time, which alone gives a timeline, with all that can be told of memory
 * where it is watched; or an engine of WebAssembly.
 */
export type EngineName = "watched" | "stepwise" | "interpreter" | "translation";

/** The emulator of one kernel for whoever has bytes and JSON only, such as a page. */
export class Emulator {
  readonly #facts: KernelFacts;
  #interpreter: Promise<Interpreter> | undefined;

  private constructor(facts: KernelFacts) {
    this.#facts = facts;
  }

  /** Diagnostics are those of the BTF, which is named by `path`. */
  static load(facts: PortableFacts, path: string): Checked<Emulator> {
    const { value, diagnostics } = unpackFacts(facts, path);
    return value ? { value: new Emulator(value), diagnostics } : { diagnostics };
  }

  /** Links an object as clang wrote it; `path` names it in diagnostics. */
  link(object: Uint8Array, path: string): Checked<LinkedObject> {
    return linkObject(object, path, this.#facts.btf);
  }

  /** As `emulate`. It waits for WebAssembly to be compiled, which no browser refuses then, however large the program is. */
  async run(object: LinkedObject, program: string, scenario: Scenario, engine: EngineName): Promise<EmulationResult> {
    if (engine === "stepwise") return emulate(object, program, scenario, this.#facts);
    if (engine === "watched") return emulate(object, program, scenario, this.#facts, { isWatched: true });
    const prepared = await this.#prepare(object, program, scenario, engine);
    return emulate(object, program, scenario, this.#facts, { engineFor: () => prepared });
  }

  /** Undefined for a program that only the machine can run, and for one that the object does not have. */
  async #prepare(
    object: LinkedObject,
    name: string,
    scenario: Scenario,
    engine: "interpreter" | "translation",
  ): Promise<Engine | undefined> {
    const program = object.programs.find((each) => each.name === name);
    if (!program) return undefined;
    const image: Program = programImage(object, program, scenario, this.#facts);
    if (engine === "translation") return translate(image);
    this.#interpreter ??= Interpreter.load();
    return (await this.#interpreter).prepare(image);
  }
}
