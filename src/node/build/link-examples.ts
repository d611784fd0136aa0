import type { Btf } from "../../core/btf/btf.ts";
import { Derived } from "../../core/derived/derived.ts";
import type { Checked, Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import { didYouMean, nearest } from "../../core/diagnostics/nearest.ts";
import type { Span } from "../../core/diagnostics/source.ts";
import type { Outcome } from "../../core/emulator/outcome.ts";
import { linkObject } from "../../core/object/link-object.ts";
import { globalDataOf, type LinkedObject, type LinkedProgram } from "../../core/object/linked-object.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import type { CompiledVariant } from "./compile-examples.ts";
import type { Example } from "./examples.ts";
import { placeInExample } from "./place-in-example.ts";
import type { Kernel } from "./read-kernel.ts";

/** An example in one variant, ready to run. */
export interface LinkedVariant extends CompiledVariant {
  readonly linked: LinkedObject;
}

/** What the emulator did with a scenario, or why it can't do it: one sentence without a full stop. */
export type EmulatorRun = { readonly outcome: Outcome } | { readonly gap: string };

/** A scenario that could be set up. */
export interface RanScenario {
  /** Of the scenario in its file. */
  readonly index: number;
  readonly scenario: Scenario;
  readonly emulated: EmulatorRun;
}

/** An example with everything that is known of it after its runs. */
export interface LinkedExample {
  readonly example: Example;
  /** The program that the scenarios run, in the source as it stands. */
  readonly program: LinkedProgram | undefined;
  /** Called by the source as it stands. */
  readonly kfuncs: readonly string[];
  /** Those that ran, in the order of the file. */
  readonly scenarios: readonly RanScenario[];
}

function objectPath({ example, variant }: CompiledVariant): string {
  const path = example.source.path.replace(/\.c$/, ".o");
  return variant === undefined ? path : `${path} (${variant})`;
}

const objects = new Derived<Checked<LinkedObject>>();
const links = new Derived<Checked<LinkedVariant>>();

function link(variant: CompiledVariant, btf: Btf): Checked<LinkedVariant> {
  const path = objectPath(variant);
  const result = objects.of([variant.object, path, btf], () => linkObject(variant.object, path, btf));
  const diagnostics = result.diagnostics.map((finding) => placeInExample(finding, variant));
  return { diagnostics, ...(result.value && { value: { ...variant, linked: result.value } }) };
}

/** Resolves every object against the kernel's types. */
export function linkExamples(
  compiled: readonly CompiledVariant[],
  { btf }: Kernel,
): { linked: LinkedVariant[]; diagnostics: Diagnostic[] } {
  const results = compiled.map((variant) => links.of([variant, btf], () => link(variant, btf)));
  return {
    linked: results.flatMap(({ value }) => (value ? [value] : [])),
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** The program that a scenario of an example runs, or that its scenarios run by default, in one linked variant. */
export function programOf({ example, linked }: LinkedVariant, scenario?: Scenario): LinkedProgram | undefined {
  const wanted = scenario?.program ?? example.spec?.value.program;
  return linked.programs.find(({ name }) => name === wanted);
}

/** A program that a scenario names and its object lacks; it may be meant to be one of `among`. */
function unknownProgram({ example }: LinkedVariant, place: Span, wanted: string, among: readonly LinkedProgram[]) {
  const names = among.map(({ name }) => name);
  const near = nearest(wanted, names) ?? names[0];
  const isFunction = new RegExp(`\\b${wanted}\\s*\\(`).test(example.source.text);
  const help = isFunction || near === undefined ? "Give the program's function a SEC()." : `Did you mean ${near}?`;
  return errorAt(place, "example/unknown-program", `The object has no program ${wanted}`, {
    notes: [{ message: `it has ${names.join(", ") || "none"}` }],
    help,
  });
}

function checkPrograms(variant: LinkedVariant): Diagnostic[] {
  const { spec } = variant.example;
  if (!spec) return [];
  const { program, scenarios } = spec.value;
  const { programs } = variant.linked;
  const byDefault = programOf(variant) ? [] : [unknownProgram(variant, spec.spanOf(["program"]), program, programs)];
  const own = scenarios.flatMap((scenario, index) => {
    if (scenario.program === undefined || scenario.variant !== variant.variant) return [];
    if (programOf(variant, scenario)) return [];
    return [unknownProgram(variant, spec.spanOf(["scenarios", index, "program"]), scenario.program, programs)];
  });
  return [...byDefault, ...own, ...checkFurther(variant)];
}

/** The keys of a scenario that name further programs, and the type of those that they may name. */
const furtherPrograms = { before: "BPF_PROG_TYPE_SYSCALL", replaced_by: "BPF_PROG_TYPE_EXT" } as const;

interface NamedProgram {
  readonly key: keyof typeof furtherPrograms;
  readonly index: number;
  readonly name: string;
}

/** What a scenario names beside its program and its object lacks. */
function unknownFurther({ linked }: LinkedVariant, scenario: Scenario): NamedProgram[] {
  const keys = Object.keys(furtherPrograms) as NamedProgram["key"][];
  const named = keys.flatMap((key) => (scenario[key] ?? []).map((name, index) => ({ key, index, name })));
  return named.filter(({ name }) => !linked.programs.some((program) => program.name === name));
}

function checkFurther(variant: LinkedVariant): Diagnostic[] {
  const { spec } = variant.example;
  return (spec?.value.scenarios ?? []).flatMap((scenario, index) => {
    if (!spec || scenario.variant !== variant.variant) return [];
    return unknownFurther(variant, scenario).map(({ key, index: place, name }) => {
      const due = variant.linked.programs.filter(({ programType }) => programType === furtherPrograms[key]);
      return unknownProgram(variant, spec.spanOf(["scenarios", index, key, place]), name, due);
    });
  });
}

function globalNames({ linked }: LinkedVariant): Set<string> {
  return new Set(globalDataOf(linked).flatMap(({ variables }) => variables.map(({ name }) => name)));
}

/** Whether a scenario names variables or further programs that its object does not hold. */
export const hasUnknownNames = (variant: LinkedVariant, scenario: Scenario): boolean =>
  unknownGlobals(variant, scenario).length > 0 || unknownFurther(variant, scenario).length > 0;

/** Paths into a scenario to variables that its object does not hold. */
function unknownGlobals(variant: LinkedVariant, { globals = {}, expect }: Scenario): string[][] {
  const known = globalNames(variant);
  const before = Object.keys(globals).map((name) => ["globals", name]);
  const after = Object.keys(expect.globals ?? {}).map((name) => ["expect", "globals", name]);
  return [...before, ...after].filter((path) => !known.has(path.at(-1) ?? ""));
}

function unknownGlobal(place: Span, name: string, known: ReadonlySet<string>): Diagnostic {
  return errorAt(place, "example/unknown-global", `The object has no global variable ${name}`, {
    notes: [{ message: `it has ${[...known].join(", ") || "none"}` }],
    help: didYouMean(name, known, "Declare it in the example outside of any function."),
  });
}

function checkGlobals(variant: LinkedVariant): Diagnostic[] {
  const { spec } = variant.example;
  const known = globalNames(variant);
  return (spec?.value.scenarios ?? []).flatMap((scenario, index) => {
    if (!spec || scenario.variant !== variant.variant) return [];
    return unknownGlobals(variant, scenario).map((path) =>
      unknownGlobal(spec.spanOf(["scenarios", index, ...path], "key"), path.at(-1) ?? "", known),
    );
  });
}

/** Programs and globals that scenarios name and their objects do not hold. */
export function checkNames(linked: readonly LinkedVariant[]): Diagnostic[] {
  return linked.flatMap((variant) => [...checkPrograms(variant), ...checkGlobals(variant)]);
}
