import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import type { Outcome } from "../../core/emulator/outcome.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import { type LinuxRecord, parseRecord } from "../../core/spec/record.ts";
import { compareVersions } from "../../core/spec/versions.ts";
import type { Example } from "../build/examples.ts";
import type { LinkedExample } from "../build/link-examples.ts";
import type { LinuxVerdict } from "../build/site-model.ts";
import { inputsKey } from "./inputs-key.ts";
import { judgeEngines } from "./judge-engines.ts";

interface Judged {
  readonly verdict: LinuxVerdict;
  readonly diagnostics: readonly Diagnostic[];
}

/** Every record, the newest release first. */
export function readRecords(sources: readonly Source[]): { records: LinuxRecord[]; diagnostics: Diagnostic[] } {
  const parsed = sources.map(parseRecord);
  const records = parsed.flatMap(({ value }) => (value ? [value] : []));
  return {
    records: records.sort((left, right) => compareVersions(right.release, left.release)),
    diagnostics: parsed.flatMap(({ diagnostics }) => diagnostics),
  };
}

export const linuxName = ({ kernel }: LinuxRecord): string => `Linux ${kernel.version}`;

function judge(record: LinuxRecord, example: Example, scenario: Scenario, outcome: Outcome): Judged {
  const { release, kernel } = record;
  const of = { release, version: kernel.version };
  const run = record.scenarios[`${example.key}#${scenario.name}`];
  if (!run) return { verdict: { ...of, state: "missing" }, diagnostics: [] };
  if (run.inputs !== inputsKey(example, scenario)) return { verdict: { ...of, state: "changed" }, diagnostics: [] };
  if (run.result === "not-run") {
    return { verdict: { ...of, state: "not-run", reason: run.reason }, diagnostics: [] };
  }
  const { spec } = example;
  const index = spec?.value.scenarios.indexOf(scenario) ?? -1;
  return {
    verdict: { ...of, state: run.result, ...(run.result === "rejected" && { refusal: run.refusal }) },
    diagnostics: spec ? judgeEngines(spec, index, linuxName(record), run, outcome) : [],
  };
}

/**
 * Holds what the emulator does now against what Linux did when the records were written: what changed since is not
 * compared but said to be out of date. Verdicts are by `<subsystem>/<example>#<scenario>`.
 */
export function judgeRecords(
  records: readonly LinuxRecord[],
  ran: readonly LinkedExample[],
): { verdicts: Map<string, LinuxVerdict[]>; diagnostics: Diagnostic[] } {
  const verdicts = new Map<string, LinuxVerdict[]>();
  const diagnostics: Diagnostic[] = [];
  for (const { example, scenarios } of ran) {
    for (const { scenario, outcome } of scenarios) {
      const judged = records.map((record) => judge(record, example, scenario, outcome));
      verdicts.set(
        `${example.key}#${scenario.name}`,
        judged.map(({ verdict }) => verdict),
      );
      diagnostics.push(...judged.flatMap((each) => each.diagnostics));
    }
  }
  return { verdicts, diagnostics };
}
