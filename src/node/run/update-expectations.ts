import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, isSpan } from "../../core/diagnostics/diagnostic.ts";
import type { Span } from "../../core/diagnostics/source.ts";
import type { Mismatch } from "../../core/emulator/compare/mismatch.ts";
import { editSpec } from "../../core/spec/edit-spec.ts";
import type { ExampleSpec } from "../../core/spec/example-spec.ts";
import type { ParsedFile } from "../../core/spec/parsed-file.ts";
import { type Path, valueAt } from "../../core/spec/path.ts";
import type { PlannedRun } from "../verify/plan-runs.ts";
import type { RunRecord } from "./run-report.ts";

/** A value of a scenario's `expect` that a run did not come to, with the one that it came to. */
export interface ObservedValue {
  /** Of what is expected. */
  readonly span: Span;
  /** Into the file. */
  readonly path: Path;
  /** `<subsystem>/<example>#<scenario>` */
  readonly key: string;
  readonly expected: string;
  readonly observed: string | number;
}

/** What could be written in the place of what is expected: single values that stand in the file. */
export function observedValues(
  spec: ParsedFile<ExampleSpec>,
  { key, index }: Pick<PlannedRun, "key" | "index">,
  mismatches: readonly Mismatch[],
): ObservedValue[] {
  return mismatches.flatMap(({ path: inside, expected, observed }) => {
    const path = ["scenarios", index, ...inside];
    const stands = valueAt(spec.value, path);
    if (observed === undefined || (typeof stands !== "string" && typeof stands !== "number")) return [];
    return [{ span: spec.spanOf(path), path, key, expected, observed }];
  });
}

/** Whether a finding tells of a value that was written since. */
export const isWritten = ({ code, place }: Diagnostic, observed: readonly ObservedValue[]): boolean =>
  (code.startsWith("run/") || code === "spec/unknown-name") &&
  observed.some(({ span }) => isSpan(place) && span.source === place.source && span.start === place.start);

/** Runs of which what was observed stands in their files now. */
export function runsWritten(runs: readonly RunRecord[], observed: readonly ObservedValue[]): RunRecord[] {
  const written = new Set(observed.map(({ key }) => key));
  return runs.map((run) => (written.has(run.key) ? { ...run, isWritten: true } : run));
}

/** Writes the observed values into their files, which stay otherwise as they are; the paths of these files. */
export function writeObserved(content: string, observed: readonly ObservedValue[]): string[] {
  const sources = new Set(observed.map(({ span }) => span.source));
  return [...sources].map((source) => {
    const values = observed.filter((each) => each.span.source === source);
    const edits = values.map(({ path, observed: value }) => ({ kind: "scalar" as const, path, value }));
    writeFileSync(join(content, source.path.replace(/^content\//, "")), editSpec(source.text, edits));
    return source.path;
  });
}
