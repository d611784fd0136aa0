import { isDeepStrictEqual } from "node:util";
import { printHeader } from "../../../core/btf/print-header.ts";
import { readBtf } from "../../../core/btf/read-btf.ts";
import { diagnosticCodes } from "../../../core/diagnostics/codes.ts";
import { type Checked, type Diagnostic, isSpan } from "../../../core/diagnostics/diagnostic.ts";
import { sectionNamed } from "../../../core/elf/elf-object.ts";
import { type EmulationResult, emulate } from "../../../core/emulator/emulate.ts";
import type { KernelFacts } from "../../../core/emulator/kernel-facts.ts";
import { decodeProgram } from "../../../core/isa/decode.ts";
import { checkJumps } from "../../../core/isa/jumps.ts";
import { linkObject } from "../../../core/object/link-object.ts";
import type { LinkedObject } from "../../../core/object/linked-object.ts";
import { Interpreter } from "../../../core/vm/interpreter/interpreter.ts";
import type { Program } from "../../../core/vm/machine.ts";
import { translateNow } from "../../../core/vm/translation/translation.ts";
import { Random } from "../random.ts";
import { damageBytecode, damageCode } from "./damage-code.ts";
import { type Anatomy, anatomyOf, damageObject } from "./damage-object.ts";
import { damageTypes } from "./damage-types.ts";
import type { Seed } from "./seed.ts";

/** The most instructions of one run. */
const STEP_BUDGET = 2000;
/** How many runs of a hundred are compared with another engine's. */
const COMPARED = 25;

/** What an input was and what became of it: `object: linked, out-of-bounds`. */
export type Ending = string;

function expectDiagnostics(diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) {
    const { code, place, help, message } = diagnostic;
    const { byteOffset = 0 } = isSpan(place) ? { byteOffset: Number.NaN } : place;
    const isPlaced = Number.isSafeInteger(byteOffset) && byteOffset >= 0;
    if (code in diagnosticCodes && isPlaced && help && message) continue;
    throw new Error(`a diagnostic is not whole: ${JSON.stringify(diagnostic)}`);
  }
}

/** The value; undefined where there is none, but diagnostics. */
function resultOf<Value>({ value, diagnostics }: Checked<Value>): Value | undefined {
  expectDiagnostics(diagnostics);
  if (value === undefined && diagnostics.length === 0) throw new Error("there is neither a value nor a diagnostic");
  return value;
}

function endingOf({ outcome, problem }: EmulationResult): Ending {
  if (outcome) return outcome.fault?.rule ?? "returned";
  if (problem.message.startsWith("The emulator failed")) throw new Error(problem.message);
  return "problem";
}

/** The outcomes without their timelines, which only one of them has. */
function expectSame(plain: EmulationResult, stepwise: EmulationResult): void {
  const [one, other] = [plain, stepwise].map(({ outcome, problem }) => ({
    problem,
    outcome: outcome && { ...outcome, timeline: undefined },
  }));
  if (isDeepStrictEqual(one, other)) return;
  throw new Error(`the engines do not agree:\n${JSON.stringify(one)}\n${JSON.stringify(other)}`);
}

type SoundRun = Seed & Anatomy;

/** Tries damaged inputs, each of which follows from a number. It throws where anything but a diagnostic or a fault comes of one. */
export class InputTrier {
  readonly #seeds: readonly SoundRun[];
  readonly #linked = new Map<SoundRun, LinkedObject>();
  readonly #facts: KernelFacts;
  readonly #interpreter = Interpreter.loadNow();

  constructor(seeds: readonly Seed[], facts: KernelFacts) {
    this.#seeds = seeds.map(anatomyOf);
    this.#facts = facts;
  }

  try(number: number): Ending {
    const random = new Random(number);
    const seed = random.pick(this.#seeds);
    const kind = random.below(100);
    if (kind < 50) return `object: ${this.#tryObject(seed, random)}`;
    if (kind < 75) return `types: ${this.#tryTypes(seed, random)}`;
    if (kind < 90) return `code: ${this.#run(damageCode(this.#linkedSeed(seed), random), seed, random)}`;
    return `bytecode: ${this.#tryBytecode(seed, random)}`;
  }

  #linkedSeed(seed: SoundRun): LinkedObject {
    const linked = this.#linked.get(seed) ?? resultOf(linkObject(seed.object, seed.name, this.#facts.btf));
    if (!linked) throw new Error(`${seed.name} can't be linked`);
    this.#linked.set(seed, linked);
    return linked;
  }

  #tryObject(seed: SoundRun, random: Random): Ending {
    const object = damageObject(seed, random.pick(this.#seeds), random);
    const linked = resultOf(linkObject(object, "input.o", this.#facts.btf));
    return linked ? `linked, ${this.#run(linked, seed, random)}` : "refused";
  }

  /** Types that are accepted can be printed. */
  #tryTypes({ elf }: Anatomy, random: Random): Ending {
    const sound = sectionNamed(elf, ".BTF")?.bytes ?? new Uint8Array();
    const types = resultOf(readBtf(damageTypes(sound, random), "input.btf"));
    return types && printHeader(types) ? "printed" : "refused";
  }

  #tryBytecode(seed: SoundRun, random: Random): Ending {
    const linked = this.#linkedSeed(seed);
    const program = linked.programs.find(({ name }) => name === seed.program);
    if (!program) throw new Error(`${seed.name} has no program ${seed.program}`);
    const { instructions, problems } = decodeProgram(damageBytecode(program, random));
    if (problems.length > 0 || checkJumps(instructions).length > 0) return "refused";
    const end = (instructions.at(-1)?.slot ?? 0) + 2;
    const functions = [{ name: program.name, start: 0, end, isGlobal: true }];
    const changed = { ...program, instructions, functions };
    const programs = linked.programs.map((each) => (each === program ? changed : each));
    return this.#run({ ...linked, programs }, seed, random);
  }

  /** Runs it by one of the engines; now and then an instruction at a time, too, which must come to the same. */
  #run(object: LinkedObject, seed: SoundRun, random: Random): Ending {
    const scenario = { ...seed.scenario, step_budget: STEP_BUDGET };
    const translates = random.chance(20);
    const engineFor = (program: Program) => (translates ? translateNow(program) : this.#interpreter.prepare(program));
    const plain = emulate(object, seed.program, scenario, this.#facts, { engineFor });
    const ending = endingOf(plain);
    if (random.chance(COMPARED)) expectSame(plain, emulate(object, seed.program, scenario, this.#facts));
    return ending;
  }
}
