import { counted } from "../../core/words/counted.ts";
import type { LinuxVerdict, ScenarioModel, VerdictState } from "../../node/build/site-model.ts";
import { grouped } from "./grouped.ts";
import { linuxWords } from "./linux-words.ts";
import { type RefusalView, type RefusedScenario, refusalViews } from "./refusal-view.ts";

/** What real kernels made of a scenario. */
export interface EnginesView {
  /** A sentence each. */
  readonly lines: readonly string[];
  readonly refusals: readonly RefusalView[];
}

/** A scenario as far as the engines are concerned. */
export interface EnginesOf extends RefusedScenario {
  /** The newest release first. */
  readonly engines: readonly LinuxVerdict[];
  /** The emulator can't do it. */
  readonly alone?: boolean;
}

/** The sentence about the kernels in one state; reasons differ, and are told one by one. */
const sentences: {
  readonly [State in VerdictState]: (verdicts: readonly LinuxVerdict[], alone: boolean) => readonly string[];
} = {
  ran: (verdicts, alone) => [
    alone ? `Ran in ${linuxWords(verdicts)}, and did what is expected.` : `Did the same in ${linuxWords(verdicts)}.`,
  ],
  rejected: (verdicts) => [`Refused by the verifier of ${linuxWords(verdicts)}, as expected.`],
  "not-run": (verdicts) =>
    verdicts.map((each) => `Not run in ${linuxWords([each])}: ${each.reason ?? "no reason is known"}.`),
  changed: (verdicts) => [`Changed since it was run in ${linuxWords(verdicts)}.`],
  missing: (verdicts) => [`Not yet run in ${linuxWords(verdicts)}.`],
};

const states = Object.keys(sentences) as VerdictState[];

const vouching: readonly VerdictState[] = ["ran", "rejected"];

/** The kernel that a release's facts are from may be newer than the one that ran. */
const lateness = ({ version, newerFacts }: Pick<LinuxVerdict, "version" | "newerFacts">): string[] =>
  newerFacts === undefined ? [] : [`Linux ${newerFacts}, which the facts are from, is newer than ${version}.`];

export function enginesView({ engines, alone = false, ...scenario }: EnginesOf): EnginesView {
  if (engines.length === 0) return { lines: ["Not yet run in Linux."], refusals: [] };
  const told = states.flatMap((state) => {
    const verdicts = engines.filter((each) => each.state === state);
    return verdicts.length > 0 ? sentences[state](verdicts, alone) : [];
  });
  const late = engines.filter(({ state }) => vouching.includes(state)).flatMap(lateness);
  return { lines: [...told, ...late], refusals: refusalViews(engines, scenario) };
}

/** The words for a number of scenarios in each state that is no agreement. */
const rest: readonly (readonly [VerdictState, string])[] = [
  ["not-run", "not run there"],
  ["changed", "changed since"],
  ["missing", "not yet run there"],
];

function summaryOf(version: string, verdicts: readonly LinuxVerdict[]): string {
  const count = (wanted: readonly VerdictState[]) => verdicts.filter(({ state }) => wanted.includes(state)).length;
  const others = rest.flatMap(([state, words]) => (count([state]) > 0 ? [`${count([state])} ${words}`] : []));
  const line = `${count(vouching)} of ${counted(verdicts.length, "scenario")} checked in Linux ${version}`;
  return [`${[line, ...others].join("; ")}.`, ...verdicts.slice(0, 1).flatMap(lateness)].join(" ");
}

function emulatorSummary(scenarios: readonly Pick<ScenarioModel, "gap">[]): string {
  const ran = scenarios.filter(({ gap }) => gap === undefined).length;
  return `${ran} of ${counted(scenarios.length, "scenario")} ran in the emulator while this site was built.`;
}

/** How many scenarios each engine vouches for, a sentence an engine: the emulator, then the newest kernel first. */
export function engineSummary(scenarios: readonly Pick<ScenarioModel, "engines" | "gap">[]): string[] {
  const byVersion = grouped(
    scenarios.flatMap(({ engines }) => engines),
    ({ version }) => version,
  );
  const lines = Array.from(byVersion, ([version, verdicts]) => summaryOf(version, verdicts));
  return [emulatorSummary(scenarios), ...(lines.length > 0 ? lines : ["Not yet run in Linux."])];
}
