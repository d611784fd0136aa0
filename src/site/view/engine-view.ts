import type { LinuxVerdict, ScenarioModel } from "../../node/build/site-model.ts";
import type { PlaceView } from "./place-view.ts";

/** What the verifiers of real kernels said when they refused a program, where they said the same. */
export interface RefusalView {
  /** "Linux 7.3.4 and 6.12.58" */
  readonly kernels: string;
  /** The decisive one. */
  readonly message: string;
  readonly further: readonly string[];
  readonly place?: PlaceView;
  readonly instruction?: { readonly slot: number; readonly text: string };
}

/** What real kernels made of a scenario. */
export interface EnginesView {
  /** A sentence each. */
  readonly lines: readonly string[];
  readonly refusals: readonly RefusalView[];
}

type State = LinuxVerdict["state"];

export function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const linux = (verdicts: readonly LinuxVerdict[]) => `Linux ${joinWords(verdicts.map(({ version }) => version))}`;

/** The sentence about the kernels in one state; reasons differ, and are told one by one. */
const sentences: { readonly [Each in State]: (verdicts: readonly LinuxVerdict[]) => readonly string[] } = {
  ran: (verdicts) => [`Did the same in ${linux(verdicts)}.`],
  rejected: (verdicts) => [`Refused by the verifier of ${linux(verdicts)}, as expected.`],
  "not-run": (verdicts) =>
    verdicts.map((each) => `Not run in ${linux([each])}: ${each.reason ?? "no reason is known"}.`),
  changed: (verdicts) => [`Changed since it was run in ${linux(verdicts)}.`],
  missing: (verdicts) => [`Not yet run in ${linux(verdicts)}.`],
};

const states = Object.keys(sentences) as State[];

function grouped(verdicts: readonly LinuxVerdict[], keyOf: (verdict: LinuxVerdict) => string) {
  const groups = new Map<string, LinuxVerdict[]>();
  for (const verdict of verdicts) groups.set(keyOf(verdict), [...(groups.get(keyOf(verdict)) ?? []), verdict]);
  return groups;
}

function refusalKey({ refusal }: LinuxVerdict): string {
  return JSON.stringify([refusal?.messages, refusal?.source?.line]);
}

function refusalView(verdicts: readonly LinuxVerdict[]): RefusalView[] {
  const refusal = verdicts[0]?.refusal;
  const [message, ...further] = refusal?.messages ?? [];
  if (!refusal || message === undefined) return [];
  const { source, instruction } = refusal;
  const place = source && { file: source.file.split("/").at(-1) ?? "", line: source.line, text: source.text.trim() };
  const shown = { kernels: linux(verdicts), message, further };
  return [{ ...shown, ...(place && place.line > 0 ? { place } : {}), ...(instruction ? { instruction } : {}) }];
}

export function enginesView(engines: readonly LinuxVerdict[]): EnginesView {
  if (engines.length === 0) return { lines: ["Not yet run in Linux."], refusals: [] };
  const refused = grouped(
    engines.filter(({ refusal }) => refusal),
    refusalKey,
  );
  return {
    lines: states.flatMap((state) => {
      const verdicts = engines.filter((each) => each.state === state);
      return verdicts.length > 0 ? sentences[state](verdicts) : [];
    }),
    refusals: [...refused.values()].flatMap(refusalView),
  };
}

const checked: readonly State[] = ["ran", "rejected"];

/** The words for a number of scenarios in each state that is no agreement. */
const rest: readonly (readonly [State, string])[] = [
  ["not-run", "not run there"],
  ["changed", "changed since"],
  ["missing", "not yet run there"],
];

function summaryOf(version: string, verdicts: readonly LinuxVerdict[]): string {
  const count = (wanted: readonly State[]) => verdicts.filter(({ state }) => wanted.includes(state)).length;
  const others = rest.flatMap(([state, words]) => (count([state]) > 0 ? [`${count([state])} ${words}`] : []));
  const line = `${count(checked)} of ${verdicts.length} scenarios checked in Linux ${version}`;
  return `${[line, ...others].join("; ")}.`;
}

/** How many scenarios each kernel vouches for, a sentence a kernel; the newest first. */
export function engineSummary(scenarios: readonly Pick<ScenarioModel, "engines">[]): string[] {
  const byVersion = grouped(
    scenarios.flatMap(({ engines }) => engines),
    ({ version }) => version,
  );
  const lines = Array.from(byVersion, ([version, verdicts]) => summaryOf(version, verdicts));
  return lines.length > 0 ? lines : ["Not yet run in Linux."];
}
