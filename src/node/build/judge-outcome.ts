import type { Btf } from "../../core/btf/btf.ts";
import type { Diagnostic, Note } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import { spanOfLine } from "../../core/diagnostics/source.ts";
import { compareOutcome } from "../../core/emulator/compare/compare-outcome.ts";
import type { Mismatch } from "../../core/emulator/compare/mismatch.ts";
import type { CodePlace, FaultRecord, Outcome } from "../../core/emulator/outcome.ts";
import type { ExampleSpec, Scenario } from "../../core/spec/example-spec.ts";
import type { ParsedFile } from "../../core/spec/parsed-file.ts";
import { valueAt } from "../../core/spec/path.ts";
import { type FaultRule, faultRules } from "../../core/vm/fault.ts";
import { unitFiles } from "../clang/example-unit.ts";
import { type Example, unitOf } from "./examples.ts";
import { misspeltEnumerator } from "./misspelt-enumerator.ts";
import { unknownErrno } from "./unknown-errno.ts";

/** A remark about a line of the example; without a place where the line is in a header of the kernel or of libbpf. */
function noteAt(example: Example, at: CodePlace, message: string): Note {
  const source = unitFiles(unitOf(example, undefined)).get(at.file.replace(/^\.\//, ""));
  if (!source || at.line < 1) return { message: `${at.file}:${at.line}: ${message}` };
  return { message, place: spanOfLine(source, at.line, Math.max(1, at.column)) };
}

function faultNotes(example: Example, { rule, message, at, instruction, origin }: FaultRecord): Note[] {
  return [
    { message: `${faultRules[rule].title} (${rule})` },
    noteAt(example, at, `${message}: ${at.text.trim()}`),
    { message: `instruction ${at.slot}: ${instruction}` },
    ...(origin ? [noteAt(example, origin.at, `${origin.message}: ${origin.at.text.trim()}`)] : []),
  ];
}

/** What mends the commonest of mistakes, where one remedy does. */
const remedies: { readonly [Rule in FaultRule]?: string } = {
  license:
    'Give the program a license that is compatible with the GPL: char LICENSE[] SEC("license") = "Dual BSD/GPL";',
  "kfunc-not-allowed":
    "Put the function into the SEC() of a program type that may call it: the kfunc's page lists them.",
  "null-dereference": "Compare the pointer with NULL before it is used, or state the fault under expect.",
};

const MEND = "Mend the example or the kernel state, or correct what is expected";

function helpFor({ code }: Mismatch, fault: FaultRecord | undefined): string {
  const remedy = fault && remedies[fault.rule];
  if (code === "run/fault" && remedy !== undefined) return remedy;
  return code === "run/fault"
    ? "Mend the example, or state the fault under expect if it is what the scenario shows."
    : `${MEND}.`;
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
  { fault }: Outcome,
  btf: Btf,
): Diagnostic[] {
  const { spec } = example;
  if (!spec) return [];
  const notes = fault ? faultNotes(example, fault) : [];
  return mismatches.map((mismatch) => {
    const isScalar = typeof valueAt(spec.value, ["scenarios", index, ...mismatch.path]) !== "object";
    const canBeWritten = !fault && mismatch.observed !== undefined && isScalar;
    const remedy = canBeWritten
      ? `${MEND}: kfdoc run ${example.key} --update writes what the run came to.`
      : helpFor(mismatch, fault);
    return tellMismatch(spec, index, mismatch, btf, notes, remedy);
  });
}

/** Each difference between a scenario's expectation and what its run in the emulator did. */
export const judgeOutcome = (
  example: Example,
  index: number,
  scenario: Scenario,
  outcome: Outcome,
  btf: Btf,
): Diagnostic[] => tellMismatches(example, index, compareOutcome(scenario, outcome, btf), outcome, btf);
