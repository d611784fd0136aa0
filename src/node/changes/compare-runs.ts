import type { LinuxRecord, Observation, RecordedRun } from "../../core/spec/record.ts";

/** A scenario that a kernel did otherwise than the one before. */
export interface RunChange {
  /** `<subsystem>/<example>#<scenario>` */
  readonly key: string;
  /** What is otherwise, in words and code of Markdown; one at least. */
  readonly lines: readonly string[];
}

const code = (text: string): string => `\`${text.replaceAll("`", "'")}\``;

/** How a run ended, as a clause. */
function ending(run: RecordedRun): string {
  if (run.result === "rejected") return `was rejected: ${code(run.refusal.messages[0] ?? "")}`;
  return run.result === "not-run" ? `was not run: ${run.reason}` : "ran";
}

/** Each thing that was seen, by a name: `globals result`, `call 2 bpf_x returns`. */
function* seenIn({ calls = [], ...parts }: Observation): Generator<[string, string]> {
  for (const [part, value] of Object.entries(parts)) {
    if (typeof value === "string") yield [part, value];
    else if (Array.isArray(value))
      for (const [index, line] of value.entries()) yield [`${part} ${index + 1}`, String(line)];
    else
      for (const [name, each] of Object.entries(value ?? {}))
        yield [`${part} ${name}`, typeof each === "string" ? each : JSON.stringify(each)];
  }
  for (const [index, { kfunc, returns, args }] of calls.entries()) {
    yield [`call ${index + 1}`, kfunc];
    if (returns !== undefined) yield [`call ${index + 1} returns`, returns];
    for (const [path, value] of Object.entries(args)) yield [`call ${index + 1} ${path}`, value];
  }
}

const shown = (value: string | undefined): string => (value === undefined ? "nothing" : code(value));

function observedChanges(before: Observation, after: Observation): string[] {
  const [older, newer] = [new Map(seenIn(before)), new Map(seenIn(after))];
  return [...new Set([...older.keys(), ...newer.keys()])]
    .filter((name) => older.get(name) !== newer.get(name))
    .map((name) => `${code(name)} was ${shown(older.get(name))} and is ${shown(newer.get(name))}`);
}

function changesOf(before: RecordedRun, after: RecordedRun): string[] {
  if (before.result === "ran" && after.result === "ran") return observedChanges(before.observed, after.observed);
  const [was, is] = [ending(before), ending(after)];
  return was === is ? [] : [`before it ${was}; now it ${is}`];
}

/**
 * What two kernels did otherwise in the scenarios that both have on record and that were the same for both. One that was changed
 * since, or has no record, tells nothing of a kernel.
 */
export function compareRuns(before: LinuxRecord, after: LinuxRecord): RunChange[] {
  return Object.entries(after.scenarios).flatMap(([key, run]) => {
    const earlier = before.scenarios[key];
    const lines = earlier?.inputs === run.inputs ? changesOf(earlier, run) : [];
    return lines.length > 0 ? [{ key, lines }] : [];
  });
}
