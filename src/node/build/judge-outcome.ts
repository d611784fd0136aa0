import type { Btf } from "../../core/btf/btf.ts";
import type { Diagnostic, Note } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import { spanOfLine } from "../../core/diagnostics/source.ts";
import { compareOutcome } from "../../core/emulator/compare/compare-outcome.ts";
import type { Mismatch } from "../../core/emulator/compare/mismatch.ts";
import type { CodePlace, FaultRecord, Outcome } from "../../core/emulator/outcome.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import { type FaultRule, faultRules } from "../../core/vm/fault.ts";
import { unitFiles } from "../clang/example-unit.ts";
import { type Example, unitOf } from "./examples.ts";
import { misspeltEnumerator } from "./misspelt-enumerator.ts";

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

/** What to do about a fault that no example can be mended for. */
const faultHelp: Partial<Record<FaultRule, string>> = {
  "kfunc-not-modelled":
    "Add a model in src/core/kernel/kfuncs/<subsystem>.ts and enter it in kfuncs.ts; CONTRIBUTING.md describes how.",
  "helper-not-modelled":
    "Add a model in src/core/kernel/helpers/ and enter it in helpers.ts, or do without the helper in the example.",
};

function helpFor({ code }: Mismatch, fault: FaultRecord | undefined): string {
  if (code !== "run/fault") return "Mend the example or the kernel state, or correct what is expected.";
  const known = fault && faultHelp[fault.rule];
  return known ?? "Mend the example, or state the fault under expect if it is what the scenario shows.";
}

/** Each difference between a scenario's expectation and what its run did, at the expectation. */
export function judgeOutcome(
  example: Example,
  index: number,
  scenario: Scenario,
  outcome: Outcome,
  btf: Btf,
): Diagnostic[] {
  const { spec } = example;
  if (!spec) return [];
  return compareOutcome(scenario, outcome, btf).map((mismatch) => {
    const { code, path, message, expected, actual } = mismatch;
    return errorAt(spec.spanOf(["scenarios", index, ...path]), code, `${scenario.name}: ${message}`, {
      notes: [
        { message: `expected: ${expected}` },
        { message: `actual: ${actual}` },
        ...(outcome.fault ? faultNotes(example, outcome.fault) : []),
      ],
      help: misspeltEnumerator(path, expected, btf) ?? helpFor(mismatch, outcome.fault),
    });
  });
}
