import type { Btf } from "../../core/btf/btf.ts";
import type { Diagnostic, Note } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import { spanOfLine } from "../../core/diagnostics/source.ts";
import { compareOutcome } from "../../core/emulator/compare/compare-outcome.ts";
import type { Mismatch } from "../../core/emulator/compare/mismatch.ts";
import type { KernelFacts } from "../../core/emulator/kernel-facts.ts";
import { missingContext } from "../../core/emulator/missing-context.ts";
import type { CodePlace, FaultRecord, Outcome } from "../../core/emulator/outcome.ts";
import { originOfNull } from "../../core/emulator/pointer-origin.ts";
import type { LinkedObject } from "../../core/object/linked-object.ts";
import type { ExampleSpec, Scenario } from "../../core/spec/example-spec.ts";
import type { ParsedFile } from "../../core/spec/parsed-file.ts";
import { valueAt } from "../../core/spec/path.ts";
import { printFlowScalar } from "../../core/spec/print-spec.ts";
import { faultRules, isGap } from "../../core/vm/fault.ts";
import { kfdocCommand } from "../../core/words/kfdoc-command.ts";
import { listSome } from "../../core/words/list-some.ts";
import { unitFiles } from "../clang/example-unit.ts";
import { type Example, unitOf } from "./examples.ts";
import { misspeltEnumerator } from "./misspelt-enumerator.ts";
import { remedyOfFault } from "./remedy-of-fault.ts";
import { sleepRemedy } from "./sleep-remedy.ts";
import { unknownErrno } from "./unknown-errno.ts";

/** A scenario as the emulator ran it. */
export interface EmulatedRun {
  readonly linked: LinkedObject;
  /** By name. */
  readonly program: string;
  readonly scenario: Scenario;
}

export interface EmulatedOutcome {
  readonly run: EmulatedRun;
  readonly outcome: Outcome;
  readonly facts: KernelFacts;
}

/** So many members of a context are named. */
const MOST_MEMBERS = 8;

/** A remark about a line of the example; without a place where the line is in a header of the kernel or of libbpf. */
function noteAt(example: Example, at: CodePlace, message: string): Note {
  const source = unitFiles(unitOf(example, undefined)).get(at.file.replace(/^\.\//, ""));
  if (!source || at.line < 1) return { message: `${at.file}:${at.line}: ${message}` };
  return { message, place: spanOfLine(source, at.line, Math.max(1, at.column)) };
}

function faultNotes(example: Example, fault: FaultRecord, { linked, program }: EmulatedRun, outcome: Outcome): Note[] {
  const { rule, message, at, instruction } = fault;
  const { instructions = [] } = linked.programs.find(({ name }) => name === program) ?? {};
  const origin = fault.origin ?? originOfNull(outcome, instructions);
  return [
    { message: `${faultRules[rule].title} (${rule})` },
    noteAt(example, at, `${message}: ${at.text.trim()}`),
    { message: `instruction ${at.slot}: ${instruction}` },
    ...(origin ? [noteAt(example, origin.at, `${origin.message}: ${origin.at.text.trim()}`)] : []),
  ];
}

const MEND = "Mend the example or the kernel state, or correct what is expected";

/** What mends the scenario, where the program breaks a rule for want of a context. */
export function contextRemedy(
  { linked, program, scenario }: EmulatedRun,
  outcome: Outcome,
  facts: KernelFacts,
): string | undefined {
  const missing = missingContext(linked, program, scenario, outcome, facts);
  if (!missing) return undefined;
  const [first] = missing.members;
  const context = first === undefined ? "context: and its bytes in hexadecimal" : `context: { ${first}: … }`;
  const known = missing.members.length > 1 ? `, whose members are ${listSome(missing.members, MOST_MEMBERS)}` : "";
  return `Without \`context\` in the scenario, ${program} is handed NULL: write ${context}${known}.`;
}

/** What mends the program, and what states the fault where it is what the scenario shows. */
function faultHelp(fault: FaultRecord, known = remedyOfFault(fault)): string {
  const { rule, at } = fault;
  if (isGap(rule)) return "Let the scenario do without it, or give the emulator a model, as CONTRIBUTING.md describes.";
  const otherwise = `Mend the example: ${kfdocCommand(`explain ${rule}`)} tells what the verifier says of it, each with a remedy.`;
  const state = `fault: { rule: ${rule}, line: ${printFlowScalar(at.text.trim())} }`;
  return `${known ?? otherwise} If that is what the scenario shows, expect it: ${state}`;
}

function helpFor({ code }: Mismatch, fault: FaultRecord | undefined, known?: string): string {
  return code === "run/fault" && fault ? faultHelp(fault, known) : `${MEND}.`;
}

/**
 * A difference between a scenario's expectation and what a run did, at the expectation: that it names no error goes before. `remedy` is
 * what helps where nothing more is known of the value that is expected.
 */
export function tellMismatch(
  spec: ParsedFile<ExampleSpec>,
  index: number,
  mismatch: Mismatch,
  btf: Btf,
  notes: readonly Note[] = [],
  remedy = helpFor(mismatch, undefined),
): Diagnostic {
  const { code, path, message, expected, actual } = mismatch;
  const name = spec.value.scenarios[index]?.name ?? "";
  const place = spec.spanOf(["scenarios", index, ...path]);
  const unknown = unknownErrno(path, expected);
  if (unknown) {
    const came = { message: `actual: ${actual}` };
    return errorAt(place, "spec/unknown-name", `${name}: ${unknown.message}`, { notes: [came], help: unknown.help });
  }
  return errorAt(place, code, `${name}: ${message}`, {
    notes: [{ message: `expected: ${expected}` }, { message: `actual: ${actual}` }, ...notes],
    help: mismatch.help ?? misspeltEnumerator(path, expected, btf) ?? remedy,
  });
}

/** What a run in the emulator has against the scenario's expectation, each with the fault that ended it. */
export function tellMismatches(
  example: Example,
  index: number,
  mismatches: readonly Mismatch[],
  { outcome, run, facts }: EmulatedOutcome,
  btf: Btf,
): Diagnostic[] {
  const { spec } = example;
  const { fault } = outcome;
  if (!spec) return [];
  const isFault = mismatches.some(({ code }) => code === "run/fault");
  const known = isFault ? contextRemedy(run, outcome, facts) : undefined;
  const asleep = isFault ? sleepRemedy(run, outcome, facts) : undefined;
  const notes = fault ? faultNotes(example, fault, run, outcome) : [];
  return mismatches.map((mismatch) => {
    const isScalar = typeof valueAt(spec.value, ["scenarios", index, ...mismatch.path]) !== "object";
    const canBeWritten = !fault && mismatch.observed !== undefined && isScalar;
    const remedy = canBeWritten
      ? `${MEND}: ${kfdocCommand(`run ${example.key} --update`)} writes what the run came to.`
      : (known ?? helpFor(mismatch, fault, asleep));
    return tellMismatch(spec, index, mismatch, btf, notes, remedy);
  });
}

/** Each difference between a scenario's expectation and what its run in the emulator did. */
export const judgeOutcome = (example: Example, index: number, emulated: EmulatedOutcome, btf: Btf): Diagnostic[] =>
  tellMismatches(example, index, compareOutcome(emulated.run.scenario, emulated.outcome, btf), emulated, btf);
