import { readBtf } from "../../core/btf/read-btf.ts";
import type { ElfObject } from "../../core/elf/elf-object.ts";
import { sectionNamed } from "../../core/elf/elf-object.ts";
import { readElf } from "../../core/elf/read-elf.ts";
import { emulate } from "../../core/emulator/emulate.ts";
import type { KernelFacts } from "../../core/emulator/kernel-facts.ts";
import { calledNumbers } from "../../core/isa/called-numbers.ts";
import { linkObject } from "../../core/object/link-object.ts";
import type { LinkedObject, LinkedProgram } from "../../core/object/linked-object.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import type { Engine, Program } from "../../core/vm/machine.ts";
import { type Annotations, readAnnotations } from "./annotations.ts";
import { type Judgement, judgeRun } from "./judge-run.ts";
import { type Ending, endings, type ProgramResult, type SelftestKind } from "./selftest-result.ts";
import { whyNotMeant, whyNotRun } from "./skip-reason.ts";
import { testInputs } from "./test-input.ts";
import { withTestModule } from "./test-module.ts";

/** An object of the tests with what it expects. */
export interface Selftest {
  /** The kernel that it is loaded into. */
  readonly facts: KernelFacts;
  readonly tests: ReadonlyMap<string, Annotations>;
  /** What they find in maps. */
  readonly maps?: NonNullable<Scenario["maps"]>;
  /** Programs and functions with a call that the object leaves to the kernel. */
  readonly callers: ReadonlySet<string>;
  /** Absent where the object does not load. */
  readonly linked?: LinkedObject;
  /** It loads only where the tests' own kernel module is there, too. */
  readonly needsTestModule: boolean;
  /** Why it does not. */
  readonly unloaded?: string;
}

/** Names of functions whose code calls one that the object does not define. */
function callersOfKfuncs({ symbols, relocations }: ElfObject): Set<string> {
  const calls = symbols.filter(({ type, section, value, size }) => {
    const inside = (offset: number) => offset >= value && offset < value + size;
    const those = relocations.get(section ?? 0) ?? [];
    return type === "function" && those.some(({ offset, symbol }) => symbol.undefined && inside(offset));
  });
  return new Set(calls.map(({ name }) => name));
}

/** Clang gives declared functions no names of parameters, so nothing can be said of what their arguments must be. */
function withoutKfuncs(kfuncs: KernelFacts["kfuncs"], names: readonly string[]): KernelFacts["kfuncs"] {
  return new Map([...kfuncs].filter(([name]) => !names.includes(name)));
}

/** Reads an object and loads it against a kernel's types, and where it needs them those of kfuncs that the tests' module brings. */
export function loadSelftest(
  object: Uint8Array,
  path: string,
  kernel: KernelFacts,
  testModule: readonly string[],
): Selftest {
  const elf = readElf(object, path).value;
  const section = elf && sectionNamed(elf, ".BTF");
  const { value: types, diagnostics: unreadable } = section ? readBtf(section.bytes, path) : { diagnostics: [] };
  if (!elf || !types) {
    const unloaded = unreadable[0]?.message ?? "The object has no types";
    return { facts: kernel, tests: new Map(), callers: new Set(), needsTestModule: false, unloaded };
  }
  const btf = withTestModule(kernel.btf, types, testModule);
  const facts = btf ? { ...kernel, btf, kfuncs: withoutKfuncs(kernel.kfuncs, testModule) } : kernel;
  const { value: linked, diagnostics } = linkObject(object, path, facts.btf);
  const tests = readAnnotations(types);
  const read = { facts, tests, callers: callersOfKfuncs(elf), needsTestModule: btf !== undefined };
  return linked ? { ...read, linked } : { ...read, unloaded: diagnostics[0]?.message ?? "The object does not load" };
}

const callsKfuncs = ({ instructions }: LinkedProgram): boolean => calledNumbers(instructions, "kfunc").length > 0;

function kindOf({ expects, retval }: Annotations): SelftestKind {
  if (expects === "failure") return "failure";
  return retval === undefined ? "success" : "retval";
}

/** Of several runs, the one that says most: a mistake that was looked for and found, then what ended each run. */
function tellingOf(judgements: readonly Judgement[]): Judgement | undefined {
  const order: readonly Ending[] = ["broken", "agrees", "other value", "false fault", "stricter", "gap", "no fault"];
  const rank = ({ ending }: Judgement) => (order.includes(ending) ? order.indexOf(ending) : endings.length);
  return [...judgements].sort((left, right) => rank(left) - rank(right))[0];
}

const notForThisRun = (reason: string): Judgement => ({ ending: "not for this run", reason });

/** Runs the programs of an object one after the other. */
export class SelftestRunner {
  readonly #engineFor: (program: Program) => Engine | undefined;

  constructor(engineFor: (program: Program) => Engine | undefined) {
    this.#engineFor = engineFor;
  }

  #judge({ facts, maps }: Selftest, linked: LinkedObject, program: LinkedProgram, annotations: Annotations): Judgement {
    const kind = kindOf(annotations);
    const unrun = kind === "retval" ? whyNotRun(program.attachType) : undefined;
    if (unrun !== undefined) return notForThisRun(unrun);
    const inputs = testInputs(facts.btf, program, kind, annotations);
    const judgements: Judgement[] = [];
    for (const scenario of inputs) {
      const result = emulate(linked, program.name, { ...scenario, ...(maps && { maps }) }, facts, {
        engineFor: this.#engineFor,
      });
      const judgement = judgeRun(result, kind, annotations);
      judgements.push(judgement);
      if (judgement.ending === "agrees" || judgement.ending === "broken") break;
    }
    return tellingOf(judgements) ?? notForThisRun("there is no input");
  }

  /** The result of one program; undefined where it is no test for a user with all rights, or none of ours. */
  run(selftest: Selftest, name: string): ProgramResult | undefined {
    const { tests, callers, linked, unloaded } = selftest;
    const annotations = tests.get(name);
    if (!annotations || annotations.isUnprivilegedOnly || annotations.isAuxiliary) return undefined;
    const kind = kindOf(annotations);
    const program = linked?.programs.find((each) => each.name === name);
    const calls = program ? callsKfuncs(program) : callers.has(name);
    if (kind === "failure" && !calls) return undefined;
    const common = { program: name, kind, programType: program?.programType ?? "", callsKfuncs: calls };
    const unmeant = whyNotMeant(annotations);
    if (unmeant !== undefined) return { ...common, ...notForThisRun(unmeant) };
    if (!linked || !program) return { ...common, ending: "not loaded", reason: unloaded ?? "It is no program" };
    return { ...common, ...this.#judge(selftest, linked, program, annotations) };
  }
}
