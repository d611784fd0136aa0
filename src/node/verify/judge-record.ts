import type { Btf } from "../../core/btf/btf.ts";
import { Derived, sameList } from "../../core/derived/derived.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import type { Outcome } from "../../core/emulator/outcome.ts";
import type { ExampleSpec, Scenario } from "../../core/spec/example-spec.ts";
import type { ParsedFile } from "../../core/spec/parsed-file.ts";
import type { LinuxRecord } from "../../core/spec/record.ts";
import type { Example } from "../build/examples.ts";
import type { LinkedExample, RanScenario } from "../build/link-examples.ts";
import type { LinuxVerdict, VerdictState } from "../build/site-model.ts";
import type { LinuxRun } from "./compare-engines.ts";
import { newerFacts } from "./facts-versions.ts";
import { inputsKey } from "./inputs-key.ts";
import { judgeAlone, type NamedRun, unvouched } from "./judge-alone.ts";
import { judgeEngines } from "./judge-engines.ts";
import { linuxName } from "./read-records.ts";
import { recall } from "./recall.ts";
import { sentPacket } from "./sent-packet.ts";

/** A scenario with what all engines say of it. */
export interface JudgedScenario extends RanScenario {
  /** Of the emulator; else what the newest Linux that ran it recorded. Absent where it never ran to its end. */
  readonly outcome?: Outcome;
  /** The newest release first, one for each record. */
  readonly verdicts: readonly LinuxVerdict[];
}

export interface JudgedExample extends LinkedExample {
  readonly scenarios: readonly JudgedScenario[];
}

/** What the records are held against. */
export interface RecordContext {
  readonly btf: Btf;
  /** Of the kernel that each release's facts are from: `7.3.4`, by release. */
  readonly factsVersions: ReadonlyMap<string, string>;
}

interface OnRecord {
  readonly name: string;
  readonly verdict: LinuxVerdict;
  /** Present where the record stands for the scenario as it is now. */
  readonly run?: LinuxRun;
}

/** What a record says of a scenario: what changed since is not compared, but said to be out of date. */
function lookUp(record: LinuxRecord, key: string, inputs: string, facts: RecordContext): OnRecord {
  const { release, kernel } = record;
  const newer = newerFacts(record, facts.factsVersions);
  const of = { release, version: kernel.version, ...(newer !== undefined && { newerFacts: newer }) };
  const name = linuxName(record);
  const run = record.scenarios[key];
  if (!run) return { name, verdict: { ...of, state: "missing" } };
  if (run.inputs !== inputs) return { name, verdict: { ...of, state: "changed" } };
  if (run.result === "not-run") return { name, verdict: { ...of, state: "not-run", reason: run.reason } };
  const refusal = run.result === "rejected" && { refusal: run.refusal };
  return { name, run, verdict: { ...of, state: run.result, ...refusal } };
}

const runsOf = (found: readonly OnRecord[]): NamedRun[] =>
  found.flatMap(({ name, run }) => (run ? [{ name, run }] : []));

/** Why a record does not vouch for a scenario. */
const reasons: { readonly [State in VerdictState]: (verdict: LinuxVerdict) => string } = {
  ran: () => "ran",
  rejected: () => "rejected",
  "not-run": ({ reason = "" }) => `not run: ${reason}`,
  changed: () => "the scenario, its example or the compiler's flags changed since it ran",
  missing: () => "it never ran",
};

function judgeGap(
  spec: ParsedFile<ExampleSpec>,
  index: number,
  gap: string,
  found: readonly OnRecord[],
  btf: Btf,
): Diagnostic[] {
  const linux = runsOf(found);
  const why = found.map(({ name, verdict }) => `${name}: ${reasons[verdict.state](verdict)}`);
  const vouching = linux.length > 0 ? [] : [unvouched(spec, index, gap, why)];
  return [...vouching, ...judgeAlone(spec, index, gap, linux, btf)];
}

/** What the newest Linux that ran it to its end recorded. */
function recorded(scenario: Scenario, found: readonly OnRecord[]): Outcome | undefined {
  const observed = found.flatMap(({ run }) => (run?.result === "ran" ? [run.observed] : []))[0];
  return observed && recall(observed, sentPacket(scenario));
}

function judge(
  records: readonly LinuxRecord[],
  example: Example,
  ran: RanScenario,
  context: RecordContext,
): { judged: JudgedScenario; diagnostics: Diagnostic[] } {
  const { scenario, index, emulated } = ran;
  const { spec } = example;
  const inputs = inputsKey(example, scenario);
  const found = records.map((record) => lookUp(record, `${example.key}#${scenario.name}`, inputs, context));
  const verdicts = found.map(({ verdict }) => verdict);
  if ("gap" in emulated) {
    const outcome = recorded(scenario, found);
    return {
      judged: { ...ran, verdicts, ...(outcome && { outcome }) },
      diagnostics: spec ? judgeGap(spec, index, emulated.gap, found, context.btf) : [],
    };
  }
  const { outcome } = emulated;
  const compared = spec ? runsOf(found).flatMap(({ name, run }) => judgeEngines(spec, index, name, run, outcome)) : [];
  return { judged: { ...ran, verdicts, outcome }, diagnostics: compared };
}

interface Judgment {
  readonly judged: JudgedExample;
  readonly diagnostics: readonly Diagnostic[];
}

const judgments = new Derived<Judgment>();

function judgeExample(records: readonly LinuxRecord[], ran: LinkedExample, context: RecordContext): Judgment {
  const results = ran.scenarios.map((scenario) => judge(records, ran.example, scenario, context));
  return {
    judged: { ...ran, scenarios: results.map(({ judged }) => judged) },
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
  };
}

/**
 * Holds what the emulator does now against what Linux did when the records were written; where the emulator can't do a
 * scenario, what is expected is held against the records instead. `records` stand the newest first.
 */
export function judgeRecords(
  records: readonly LinuxRecord[],
  ran: readonly LinkedExample[],
  context: RecordContext,
): { judged: JudgedExample[]; diagnostics: Diagnostic[] } {
  const known = sameList(records);
  const results = ran.map((each) => judgments.of([each, known, context], () => judgeExample(known, each, context)));
  return {
    judged: results.map(({ judged }) => judged),
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
  };
}
