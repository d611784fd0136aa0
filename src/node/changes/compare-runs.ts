import type { LinuxRecord, Observation, RecordedRun } from "../../core/spec/record.ts";

/** A scenario that a kernel did otherwise than the one before. */
export interface RunChange {
  /** `<subsystem>/<example>#<scenario>` */
  readonly key: string;
  /** What is otherwise, in words and code of Markdown; one at least. */
  readonly lines: readonly string[];
}

const code = (text: string): string => `\`${text.replaceAll("`", "'")}\``;

/** How a run ended, as what a scenario did. */
function ending(run: RecordedRun): string {
  if (run.result === "rejected") return `was rejected with ${code(run.refusal.messages[0] ?? "")}`;
  return run.result === "not-run" ? `was not run (${run.reason})` : "ran";
}

/** What parts of an observation are called that hold things by name or one after the other. */
const partNames: Readonly<Record<string, string>> = {
  returns: "the return value",
  packet: "the packet",
  output: "the output",
  globals: "the global variable",
  maps: "the map",
  context: "the context's",
  printed: "printed line",
  streams: "the stream",
  results: "what came of action",
};

/** Each thing that was seen, by a name: ``the global variable `result` ``, ``what call 2, `bpf_x`, returned``. */
function* seenIn({ calls = [], ...parts }: Observation): Generator<[string, string]> {
  for (const [part, value] of Object.entries(parts)) {
    const words = partNames[part] ?? code(part);
    if (typeof value === "string") yield [words, value];
    else if (Array.isArray(value))
      for (const [index, line] of value.entries()) yield [`${words} ${index + 1}`, String(line)];
    else
      for (const [name, each] of Object.entries(value ?? {}))
        yield [`${words} ${code(name)}`, typeof each === "string" ? each : JSON.stringify(each)];
  }
  for (const [index, { kfunc, returns, args }] of calls.entries()) {
    const call = `call ${index + 1}`;
    yield [`the kfunc of ${call}`, kfunc];
    if (returns !== undefined) yield [`what ${call}, ${code(kfunc)}, returned`, returns];
    for (const [path, value] of Object.entries(args)) yield [`${code(path)} after ${call}, ${code(kfunc)},`, value];
  }
}

const shown = (value: string | undefined): string => (value === undefined ? "not seen" : code(value));

function observedChanges(before: Observation, after: Observation): string[] {
  const [older, newer] = [new Map(seenIn(before)), new Map(seenIn(after))];
  return [...new Set([...older.keys(), ...newer.keys()])]
    .filter((name) => older.get(name) !== newer.get(name))
    .map((name) => `${name} was ${shown(older.get(name))} and is now ${shown(newer.get(name))}`);
}

function changesOf(before: RecordedRun, after: RecordedRun): string[] {
  if (before.result === "ran" && after.result === "ran") return observedChanges(before.observed, after.observed);
  const [was, is] = [ending(before), ending(after)];
  return was === is ? [] : [`${was} in the older kernel; ${is} in the newer`];
}

/** What came of scenarios in two kernels. */
export interface RunComparison {
  readonly changes: readonly RunChange[];
  /** Scenarios that both kernels were asked alike. */
  readonly compared: number;
}

/**
 * What two kernels did otherwise in the scenarios that both have on record and that were the same for both. One that was changed
 * since, or has no record, tells nothing of a kernel.
 */
export function compareRuns(before: LinuxRecord, after: LinuxRecord): RunComparison {
  const pairs = Object.entries(after.scenarios).flatMap(([key, run]) => {
    const earlier = before.scenarios[key];
    return earlier?.inputs === run.inputs ? [{ key, earlier, run }] : [];
  });
  const changes = pairs.flatMap(({ key, earlier, run }) => {
    const lines = changesOf(earlier, run);
    return lines.length > 0 ? [{ key, lines }] : [];
  });
  return { changes, compared: pairs.length };
}
